import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { ApiClient } from '../../e2e/api-client.js';
import { Enduring, mixedRequests } from './mixed-requests.js';

let server: Server;
let asked: string[];

beforeEach(async () => {
  asked = [];
  server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    const making = request.method === 'POST' && !request.url?.endsWith('/search');
    response.writeHead(making ? 503 : 200).end('{}');
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

describe('mixed requests of which those that make something are refused', () => {
  it('each fail once, and nothing is asked of what was not made', async () => {
    const { port } = server.address() as AddressInfo;
    const client = new ApiClient(`http://127.0.0.1:${port}`);
    const requests = mixedRequests(client, { client, storeId: 'a-store' });
    const enduring = new Enduring(requests);

    await enduring.many(requests.length, 1);

    expect(enduring.end).toEqual({ done: requests.length, errors: ['503 {}', '503 {}'] });
    expect(asked).toHaveLength(requests.length);
    expect(asked.filter((one) => one.startsWith('DELETE'))).toEqual([]);
  });
});
