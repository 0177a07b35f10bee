import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';

import { checkRedis } from './check-redis.js';

let server: Server;
let react: (socket: Socket, said: string) => void;
let url: string;

beforeAll(async () => {
  server = createServer((socket) => {
    socket.on('error', () => socket.destroy());
    socket.on('data', (said) => react(socket, said.toString()));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `redis://:very-secret@127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

describe('checkRedis', () => {
  it('is content with a server that answers', async () => {
    react = (socket, said) => {
      for (const word of said.matchAll(/\r\n(auth|info|ping|client)\r\n/gi)) {
        socket.write(word[1]?.toLowerCase() === 'ping' ? '+PONG\r\n' : '+OK\r\n');
      }
    };

    await checkRedis(url);
  });

  it('names the variable, the reason and no password where the key is wrong', async () => {
    react = (socket) => socket.write('-WRONGPASS invalid username-password pair\r\n'.repeat(4));

    await expect(checkRedis(url)).rejects.toThrow(
      'REDIS_URL cannot be used: WRONGPASS invalid username-password pair.',
    );
  });

  it.each([
    ['something else', 'HTTP/1.1 400 Bad Request\r\n\r\n', 'what listens there is not Redis'],
    ['nothing', '', 'what listens there closed the connection'],
  ])('says so when %s answers', async (_name, answer, reason) => {
    react = (socket) => socket.end(answer);

    await expect(checkRedis(url)).rejects.toThrow(`REDIS_URL cannot be used: ${reason}.`);
  });

  it('says so when nothing listens', async () => {
    await expect(checkRedis('redis://127.0.0.1:1')).rejects.toThrow(
      'REDIS_URL cannot be used: connect ECONNREFUSED 127.0.0.1:1.',
    );
  });
});
