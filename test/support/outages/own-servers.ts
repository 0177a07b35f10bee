import { execFileSync } from 'node:child_process';
import { chownSync, existsSync, globSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { Redis } from 'ioredis';
import pg from 'pg';

import { freePort } from './free-port.js';
import { OwnServer } from './own-server.js';

const binaries = globSync('/usr/lib/postgresql/*/bin').find((folder) =>
  existsSync(path.join(folder, 'initdb')),
);
const redisServer = ['/usr/bin/redis-server', '/usr/local/bin/redis-server'].find(existsSync);

/** Whether this machine has the programs (Debian's places). */
export const canStartServers = binaries !== undefined && redisServer !== undefined;

/** The programs that came with this PostgreSQL, first on the path: `pg_dump` must not be older than its server. */
export const withPrograms = (PATH = ''): string => `${String(binaries)}:${PATH}`;

/** A PostgreSQL and a Redis of a test's own, in a scratch folder and on free ports of loopback. */
export class OwnServers {
  private constructor(
    private readonly folder: string,
    readonly postgres: OwnServer,
    readonly redis: OwnServer,
    /** The superuser's, and that of the queue. */
    readonly urls: { DATABASE_URL: string; REDIS_URL: string },
  ) {}

  static async start(): Promise<OwnServers> {
    const folder = mkdtempSync(path.join(tmpdir(), 'storehand-servers-'));
    const [pgPort, redisPort] = [await freePort(), await freePort()];
    const urls = {
      DATABASE_URL: `postgres://postgres@127.0.0.1:${pgPort}/postgres`,
      REDIS_URL: `redis://127.0.0.1:${redisPort}`,
    };
    const servers = new OwnServers(
      folder,
      ownPostgres(folder, pgPort, urls.DATABASE_URL),
      ownRedis(folder, redisPort, urls.REDIS_URL),
      urls,
    );
    await Promise.all([servers.postgres.start(), servers.redis.start()]);
    return servers;
  }

  async stop(): Promise<void> {
    await Promise.all([this.postgres.kill(), this.redis.kill()]);
    rmSync(this.folder, { recursive: true, force: true });
  }
}

function ownPostgres(folder: string, port: number, url: string): OwnServer {
  const data = path.join(folder, 'pg');
  mkdirSync(data);
  const user = unprivileged();
  if (user.uid !== undefined && user.gid !== undefined) {
    for (const each of [folder, data]) chownSync(each, user.uid, user.gid);
  }
  const command = (name: string) => path.join(String(binaries), name);
  const encoding = ['-E', 'UTF8', '--locale=C.UTF-8'];
  execFileSync(command('initdb'), ['-D', data, '-A', 'trust', '-U', 'postgres', ...encoding], user);
  const listen = ['-p', String(port), '-c', 'listen_addresses=127.0.0.1', '-k', data];
  const args = ['-D', data, ...listen];
  const program = { command: command('postgres'), args, data, ...user };
  return new OwnServer(program, () => postgresAnswers(url));
}

function ownRedis(folder: string, port: number, url: string): OwnServer {
  const data = path.join(folder, 'redis');
  mkdirSync(data);
  const listen = ['--bind', '127.0.0.1', '--port', String(port), '--dir', data];
  const args = [...listen, '--appendonly', 'yes', '--maxmemory-policy', 'noeviction'];
  return new OwnServer({ command: String(redisServer), args, data }, () => redisAnswers(url));
}

/** PostgreSQL refuses to run as root; its own user does it then. */
function unprivileged(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres']));
  return { uid: id('-u'), gid: id('-g') };
}

async function postgresAnswers(connectionString: string): Promise<boolean> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 1_000 });
  client.on('error', () => undefined);
  return client
    .connect()
    .then(() => client.query('SELECT 1'))
    .then(
      () => true,
      () => false,
    )
    .finally(() => client.end().catch(() => undefined));
}

async function redisAnswers(url: string): Promise<boolean> {
  const client = new Redis(url, {
    lazyConnect: true,
    maxRetriesPerRequest: 0,
    connectTimeout: 1_000,
  });
  client.on('error', () => undefined);
  return client
    .connect()
    .then(() => client.ping())
    .then(
      () => true,
      () => false,
    )
    .finally(() => client.disconnect());
}
