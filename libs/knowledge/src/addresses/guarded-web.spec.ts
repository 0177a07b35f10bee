import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { AddressPolicy } from './address-policy.js';
import { GuardedWeb } from './guarded-web.js';

let server: Server;
let origin: string;
let asked: string[];
let web: GuardedWeb;

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(request.url ?? '');
    if (request.url === '/away') response.writeHead(302, { location: '/there' }).end();
    else response.end('here');
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  origin = `http://${host}`;
  web = new GuardedWeb(new AddressPolicy([host]));
});
beforeEach(() => {
  asked = [];
});
afterAll(async () => {
  await web.onModuleDestroy();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

describe('GuardedWeb', () => {
  it('calls a private host that the operator named', async () => {
    expect(await (await web.fetch(`${origin}/`)).text()).toBe('here');
  });

  it('calls no other private host', async () => {
    const closed = new GuardedWeb(new AddressPolicy());

    await expect(closed.fetch(`${origin}/`)).rejects.toMatchObject({ name: 'RefusedAddressError' });
    expect(asked).toEqual([]);
    await closed.onModuleDestroy();
  });

  it('follows no redirect', async () => {
    await expect(web.fetch(`${origin}/away`)).rejects.toThrow('fetch failed');
    expect(asked).toEqual(['/away']);
  });

  it.each([
    ['http://api.example.com/v1', 'is not encrypted; use https'],
    ['https://api.example.com/v1', null],
    [
      'https://10.0.0.1/',
      'points to a private or reserved address, and CRAWL_ALLOWED_PRIVATE_HOSTS does not name it',
    ],
  ])('says of %s: %s', (url, refusal) => {
    expect(web.refusalOf(new URL(url))).toBe(refusal);
  });
});
