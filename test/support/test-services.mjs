import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { Redis } from 'ioredis';
import pg from 'pg';

const root = path.resolve(import.meta.dirname, '../..');
const source = (file) => ['--import', path.join(import.meta.dirname, 'typescript.mjs'), file];
const runtimeRoles = 'storehand_runtime, storehand_platform, storehand_queue';

/**
 * A migrated database and a queue for one test run: scratch ones on the servers that DATABASE_URL (a superuser's) and
 * REDIS_URL name, else an embedded database of its own. Resolves to the environment for the tests and a way to stop.
 * `isEmpty`: somebody else migrates it.
 */
export async function startTestServices(
  { DATABASE_URL, REDIS_URL } = process.env,
  { isEmpty = false } = {},
) {
  const id = randomBytes(5).toString('hex');
  const setUp = isEmpty ? () => Promise.resolve() : migrate;
  const services = DATABASE_URL
    ? await onServers(DATABASE_URL, REDIS_URL, { id, setUp })
    : await embedded(setUp);
  const env = {
    // all specs come from one address with one key, and share their database one after the other
    RATE_LIMIT_PER_ADDRESS: '1000000',
    RATE_LIMIT_PER_MINUTE: '1000000',
    ADMIN_API_KEY: `admin-key-of-test-run-${id}-${id}`,
    CREDENTIALS_SECRET: `credentials-secret-of-test-run-${id}`,
    STOREHAND_QUEUE_PREFIX: `test-${id}`,
    ...services.env,
  };
  return { env, stop: services.stop, databasePid: services.databasePid };
}

async function embedded(setUp) {
  const folder = await mkdtemp(path.join(tmpdir(), 'storehand-test-'));
  const socket = path.join(folder, 'socket');
  const server = spawn(
    process.execPath,
    [...source('apps/standalone/src/database-server.ts'), path.join(folder, 'data'), socket],
    { cwd: root, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] },
  );
  const ended = new Promise((resolve) => server.once('exit', resolve));
  const stop = async () => {
    server.ref();
    server.kill('SIGTERM');
    await ended;
    await rm(folder, { recursive: true, force: true });
  };
  await new Promise((resolve, reject) => {
    server.once('message', resolve);
    server.once('exit', (code) => reject(new Error(`The embedded database ended with ${code}.`)));
  });
  // neither the server nor its channel may keep a test runner alive that was told to end
  server.unref();
  server.channel?.unref();
  const env = { STOREHAND_EMBEDDED_SOCKET: socket, DATABASE_URL: '', REDIS_URL: '' };
  await setUp(env).catch((error) => stop().then(() => Promise.reject(error)));
  return { env, stop, databasePid: server.pid };
}

async function onServers(adminUrl, redisUrl = '', { id, setUp }) {
  const database = `storehand_test_${id}`;
  const login = `storehand_app_${id}`;
  const password = randomBytes(16).toString('hex');
  const ownerUrl = withParts(adminUrl, { pathname: `/${database}` });
  const stop = async () => {
    await asAdmin(adminUrl, [
      `DROP DATABASE IF EXISTS ${database} WITH (FORCE)`,
      `DROP ROLE IF EXISTS ${login}`,
    ]);
    if (redisUrl) await forgetKeys(redisUrl, `test-${id}:*`);
  };
  await asAdmin(adminUrl, [`CREATE DATABASE ${database}`]);
  const owner = { DATABASE_URL: ownerUrl, DATABASE_OWNER_URL: ownerUrl, REDIS_URL: redisUrl };
  try {
    await setUp(owner);
    await asAdmin(adminUrl, [
      `CREATE ROLE ${login} LOGIN NOINHERIT PASSWORD '${password}'`,
      `GRANT ${runtimeRoles} TO ${login}`,
    ]);
  } catch (error) {
    await stop();
    throw error;
  }
  const DATABASE_URL = withParts(ownerUrl, { username: login, password });
  return { env: { ...owner, DATABASE_URL, STOREHAND_EMBEDDED_SOCKET: '' }, stop };
}

function withParts(url, parts) {
  return Object.assign(new URL(url), parts).href;
}

async function asAdmin(url, statements) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

async function forgetKeys(url, pattern) {
  const redis = new Redis(url);
  for await (const keys of redis.scanStream({ match: pattern, count: 1_000 })) {
    if (keys.length > 0) await redis.del(keys);
  }
  await redis.quit();
}

/** The migrations of the sources, by the entry point that a deployment runs. */
function migrate(env) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, source('apps/api/src/database/migrate.ts'), {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    child.once('error', reject);
    child.once('exit', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`The test database could not be migrated (exit code ${code}).`));
    });
  });
}
