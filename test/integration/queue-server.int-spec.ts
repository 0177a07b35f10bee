import { once } from 'node:events';
import { type AddressInfo, createServer, type Server } from 'node:net';

import { QueueServerCheck, readTenancyConfig, type TenancyConfig } from '@app/tenancy';

let server: Server;
let info: string | null;

/** Speaks as much of Redis' protocol as saying hello and asking takes. */
beforeAll(async () => {
  server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.on('data', (data) => {
      for (const command of data.toString().split(/(?=\*\d+\r\n)/)) socket.write(replyTo(command));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

function replyTo(command: string): string {
  // ioredis asks for all of it, to learn whether the server is still loading
  if (!/\binfo\b/i.test(command)) return '+OK\r\n';
  if (/memory/i.test(command) && info === null) return '-NOPERM this user may not run INFO\r\n';
  const text = `redis_version:7.0.0\r\nloading:0\r\n${info ?? ''}`;
  return `$${Buffer.byteLength(text)}\r\n${text}\r\n`;
}

function check(): Promise<void> {
  const { port } = server.address() as AddressInfo;
  const config = { ...readTenancyConfig(), redisUrl: `redis://127.0.0.1:${port}` };
  return new QueueServerCheck(config as TenancyConfig).onApplicationBootstrap();
}

describe('a start on a Redis', () => {
  it.each(['allkeys-lru', 'volatile-ttl'])('that evicts by %s is refused', async (policy) => {
    info = `maxmemory_policy:${policy}\r\n`;

    await expect(check()).rejects.toThrow(`maxmemory-policy ${policy}`);
  });

  it('that evicts nothing goes on', async () => {
    info = 'used_memory:1\r\nmaxmemory_policy:noeviction\r\n';

    await expect(check()).resolves.toBeUndefined();
  });

  it.each([null, ''])('that does not say goes on: %p', async (answer) => {
    info = answer;

    await expect(check()).resolves.toBeUndefined();
  });

  it('that is away goes on, since it is waited for', async () => {
    const config = { ...readTenancyConfig(), redisUrl: 'redis://127.0.0.1:9' };

    await expect(
      new QueueServerCheck(config as TenancyConfig).onApplicationBootstrap(),
    ).resolves.toBeUndefined();
  });
});
