import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';

import { Logger } from '@nestjs/common';
import pg from 'pg';

import { waitFor } from '../../../../../test/support/wait-for.js';
import { databaseFull } from '../../tenancy.errors.js';
import { DatabaseWatch } from './database-watch.js';

/** As much of PostgreSQL's protocol as saying hello and a plain query take; it holds its tongue when told to. */
class QuietServer {
  readonly asked: string[] = [];
  isMute = false;
  private readonly sockets = new Set<Socket>();
  private readonly unsaid: (() => void)[] = [];

  private constructor(private readonly server: Server) {
    server.on('connection', (socket) => this.serve(socket));
  }

  static async start(): Promise<QuietServer> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new QuietServer(server);
  }

  get url(): string {
    return `postgres://someone@127.0.0.1:${(this.server.address() as AddressInfo).port}/shop`;
  }

  get connections(): number {
    return [...this.sockets].filter(({ destroyed }) => !destroyed).length;
  }

  speak(): void {
    this.isMute = false;
    for (const say of this.unsaid.splice(0)) say();
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private serve(socket: Socket): void {
    this.sockets.add(socket);
    socket.on('error', () => undefined);
    socket.once('data', () => {
      this.say(socket, Buffer.concat([message('R', [0, 0, 0, 0]), ready]));
      socket.on('data', (data) => this.answer(socket, data));
    });
  }

  private answer(socket: Socket, data: Buffer): void {
    if (String.fromCharCode(data[0] ?? 0) !== 'Q') return;
    const sql = data.subarray(5, data.indexOf(0, 5)).toString();
    this.asked.push(sql);
    const done = Buffer.concat([message('C', [...Buffer.from('SELECT 0'), 0]), ready]);
    if (sql === 'SLOW') this.unsaid.push(() => socket.write(done));
    else this.say(socket, done);
  }

  private say(socket: Socket, bytes: Buffer): void {
    if (this.isMute) this.unsaid.push(() => void (socket.destroyed || socket.write(bytes)));
    else socket.write(bytes);
  }
}

function message(type: string, body: readonly number[]): Buffer {
  const head = Buffer.alloc(5);
  head.write(type);
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, Buffer.from(body)]);
}
const ready = message('Z', [...Buffer.from('I')]);

let server: QuietServer;
let watch: DatabaseWatch;
let client: pg.Client;
const warn = jest.spyOn(Logger.prototype, 'warn').mockImplementation();
const log = jest.spyOn(Logger.prototype, 'log').mockImplementation();

const connect = async () => {
  const made = new pg.Client({ connectionString: server.url, stream: watch.socket });
  made.on('error', () => undefined);
  await made.connect();
  return made;
};
const asks = () => server.asked.filter((sql) => sql === 'SELECT 1').length;

beforeEach(async () => {
  jest.clearAllMocks();
  server = await QuietServer.start();
  watch = new DatabaseWatch({ database: { kind: 'services', url: server.url } });
  client = await connect();
});
afterEach(async () => {
  watch.onApplicationShutdown();
  await server.stop();
});

describe('a database that holds its connections and says nothing', () => {
  it('fails what waits for it, refuses what comes, and is back when it speaks again', async () => {
    server.isMute = true;
    const under = watch.during(() => client.query('SELECT now()'));
    const beside = watch.during(connect);

    await expect(under).rejects.toThrow('Connection terminated');
    await expect(beside).rejects.toThrow('Connection terminated');
    await expect(watch.during(connect)).rejects.toMatchObject({
      code: 'TENANCY_DATABASE_UNAVAILABLE',
    });
    await expect(connect()).rejects.toThrow('Connection terminated');
    expect(warn).toHaveBeenCalledTimes(1);

    server.speak();
    await waitFor(() => log.mock.calls.length > 0);
    const again = await watch.during(connect);
    await expect(watch.during(() => again.query('SELECT now()'))).resolves.toBeDefined();
    await again.end();
  });

  it('is told apart from one that takes its time for one statement', async () => {
    const slow = watch.during(() => client.query('SLOW'));
    await waitFor(() => asks() > 3);

    server.speak();

    await expect(slow).resolves.toBeDefined();
    expect(warn).not.toHaveBeenCalled();
  });

  it('is left where its process stops while it is asked', async () => {
    const work = watch.during(() => client.query('SELECT now()'));
    watch.onApplicationShutdown();
    await work;
    await client.end();

    await waitFor(() => server.connections === 0);
    expect(asks()).toBe(1);
  });

  it('is asked once at the first work, and not while nobody waits for it', async () => {
    await watch.during(() => client.query('SELECT now()'));
    await waitFor(() => asks() === 1);
    await new Promise((resolve) => setTimeout(resolve, 600));

    expect(asks()).toBe(1);
  });
});

it('remembers for half a minute that a write was refused on a full disk', async () => {
  jest.useFakeTimers({ now: 0 });
  const refused = watch.during(() => Promise.reject(databaseFull(new Error())));
  await expect(refused).rejects.toThrow('disk of the database is full');

  expect(watch.wasJustFull).toBe(true);
  jest.setSystemTime(30_000);
  expect(watch.wasJustFull).toBe(false);
  jest.useRealTimers();
});

it('leaves the embedded database alone, which is silent for all while one statement runs', async () => {
  watch.onApplicationShutdown();
  watch = new DatabaseWatch({ database: { kind: 'embedded', socketDir: '/nowhere' } });
  client = await connect();
  const slow = watch.during(() => client.query('SLOW'));
  await new Promise((resolve) => setTimeout(resolve, 1_500));

  server.speak();

  await expect(slow).resolves.toBeDefined();
});
