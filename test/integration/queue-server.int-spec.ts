import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';

import { QueueServerCheck, readTenancyConfig, type TenancyConfig } from '@app/tenancy';
import { Logger } from '@nestjs/common';

import { waitFor } from '../support/wait-for.js';

let server: Server;
/** What `INFO memory` and `CONFIG GET` name; null where the command is forbidden. */
let info: string | null;
let setting: string | null;
const checks: QueueServerCheck[] = [];
const sockets = new Set<Socket>();
const warn = jest.spyOn(Logger.prototype, 'warn').mockImplementation();
const error = jest.spyOn(Logger.prototype, 'error').mockImplementation();

/** Speaks as much of Redis' protocol as saying hello and asking takes. */
beforeAll(async () => {
  server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('data', (data) => {
      for (const command of data.toString().split(/(?=\*\d+\r\n)/)) socket.write(replyTo(command));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
beforeEach(() => {
  jest.clearAllMocks();
  setting = null;
});
afterEach(() => {
  for (const check of checks.splice(0)) check.onApplicationShutdown();
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

const forbidden = '-NOPERM this user may not run it\r\n';
const bulk = (text: string) => `$${Buffer.byteLength(text)}\r\n${text}\r\n`;

function replyTo(command: string): string {
  if (/\bconfig\b/i.test(command)) {
    return setting === null ? forbidden : `*2\r\n${bulk('maxmemory-policy')}${bulk(setting)}`;
  }
  // ioredis asks for all of it, to learn whether the server is still loading
  if (!/\binfo\b/i.test(command)) return '+OK\r\n';
  if (/memory/i.test(command) && info === null) return forbidden;
  return bulk(`redis_version:7.0.0\r\nloading:0\r\n${info ?? ''}`);
}

function check(port = (server.address() as AddressInfo).port): Promise<void> {
  const config = { ...readTenancyConfig(), redisUrl: `redis://127.0.0.1:${port}` };
  const made = new QueueServerCheck(config as TenancyConfig);
  checks.push(made);
  return made.onApplicationBootstrap();
}

describe('a start on a Redis', () => {
  it.each(['allkeys-lru', 'volatile-ttl'])('that evicts by %s is refused', async (policy) => {
    info = `maxmemory_policy:${policy}\r\n`;

    await expect(check()).rejects.toThrow(`maxmemory-policy ${policy}`);
  });

  it('that says so by CONFIG alone is refused', async () => {
    info = null;
    setting = 'allkeys-lfu';

    await expect(check()).rejects.toThrow('maxmemory-policy allkeys-lfu');
  });

  it('that evicts nothing goes on without a word', async () => {
    info = 'used_memory:1\r\nmaxmemory_policy:noeviction\r\n';

    await expect(check()).resolves.toBeUndefined();
    expect(warn).not.toHaveBeenCalled();
  });

  it.each([null, ''])('that does not say goes on, and the log says so: %p', async (answer) => {
    info = answer;

    await expect(check()).resolves.toBeUndefined();
    expect(warn).toHaveBeenCalledWith(expect.stringContaining('It is not known whether Redis'));
  });

  it('that is away goes on, since it is waited for', async () => {
    await expect(check(9)).resolves.toBeUndefined();
  });
});

it('says loudly where a Redis that evicts stands in the place of one that did not', async () => {
  info = 'maxmemory_policy:noeviction\r\n';
  await check();
  expect(error).not.toHaveBeenCalled();

  info = 'maxmemory_policy:allkeys-lru\r\n';
  for (const socket of sockets) socket.destroy();
  await waitFor(() => error.mock.calls.length > 0);

  expect(error).toHaveBeenCalledWith(expect.stringContaining('maxmemory-policy allkeys-lru'));
});
