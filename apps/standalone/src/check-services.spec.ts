import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';

import { checkServices } from './check-services.js';

describe('checkServices', () => {
  it('is content with what listens, with sockets and with nothing', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;

    await checkServices({
      DATABASE_URL: 'postgres:///shop?host=/run/postgresql',
      DATABASE_OWNER_URL: undefined,
      REDIS_URL: `redis://:secret@127.0.0.1:${port}/2`,
    });

    server.close();
  });

  it('names the variable and the place that does not answer, and no password', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    server.close();
    await once(server, 'close');

    await expect(checkServices({ REDIS_URL: `redis://:secret@127.0.0.1:${port}` })).rejects.toThrow(
      `REDIS_URL: 127.0.0.1:${port} refuses connections; start the service there, or correct REDIS_URL.`,
    );
  });

  it('names a host that does not exist', async () => {
    await expect(
      checkServices({ DATABASE_URL: 'postgres://no-such-host.invalid/x' }),
    ).rejects.toThrow(/^DATABASE_URL: no-such-host\.invalid:5432 cannot be reached \(\w+\); /);
  });
});
