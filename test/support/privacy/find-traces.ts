import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

import { Redis } from 'ioredis';
import pg from 'pg';

/**
 * Everywhere that a word still stands, whoever may read it: all tables of all schemas with their statistics, every key of
 * Redis, and the files of the embedded database.
 */
export async function findTraces(word: string): Promise<string[]> {
  return [...(await inDatabase(word)), ...(await inRedis(word)), ...(await inFiles(word))].sort();
}

async function inDatabase(word: string): Promise<string[]> {
  const { STOREHAND_EMBEDDED_SOCKET: socket, DATABASE_OWNER_URL: url } = process.env;
  const client = new pg.Client(
    socket ? { host: socket, port: 5432, user: 'postgres' } : { connectionString: url },
  );
  await client.connect();
  try {
    const found: string[] = [];
    for (const table of await tablesOf(client))
      if (await holds(client, table, word)) found.push(table);
    return found;
  } finally {
    await client.end();
  }
}

async function tablesOf(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT quote_ident(n.nspname) || '.' || quote_ident(c.relname) AS name
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE (c.relkind = 'r' AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast'))
        OR c.oid = 'pg_catalog.pg_stats'::regclass`,
  );
  return rows.map(({ name }) => name);
}

async function holds(client: pg.Client, table: string, word: string): Promise<boolean> {
  // bytes are written in hex there
  const hex = Buffer.from(word).toString('hex');
  const { rows } = await client.query(
    `SELECT 1 FROM ${table} t WHERE strpos(to_jsonb(t)::text, $1) > 0 OR strpos(to_jsonb(t)::text, $2) > 0 LIMIT 1`,
    [word, hex],
  );
  return rows.length > 0;
}

async function inRedis(word: string): Promise<string[]> {
  const { REDIS_URL: url, STOREHAND_QUEUE_PREFIX: prefix } = process.env;
  if (!url) return [];
  const redis = new Redis(url);
  try {
    const found: string[] = [];
    for await (const keys of redis.scanStream({ match: `${prefix}:*`, count: 1_000 })) {
      for (const key of keys as string[]) {
        if (key.includes(word) || (await textOf(redis, key)).includes(word))
          found.push(`redis ${key}`);
      }
    }
    return found;
  } finally {
    redis.disconnect();
  }
}

async function textOf(redis: Redis, key: string): Promise<string> {
  const readers: Record<string, () => Promise<unknown>> = {
    string: () => redis.get(key),
    hash: () => redis.hgetall(key),
    list: () => redis.lrange(key, 0, -1),
    set: () => redis.smembers(key),
    zset: () => redis.zrange(key, 0, -1),
    stream: () => redis.xrange(key, '-', '+'),
  };
  return JSON.stringify(await readers[await redis.type(key)]?.()) ?? '';
}

async function inFiles(word: string): Promise<string[]> {
  const { STOREHAND_EMBEDDED_SOCKET: socket } = process.env;
  if (!socket) return [];
  const folder = path.join(path.dirname(socket), 'data');
  const files = await readdir(folder, { recursive: true, withFileTypes: true });
  const found: string[] = [];
  for (const file of files.filter((entry) => entry.isFile())) {
    const bytes = await readFile(path.join(file.parentPath, file.name)).catch(() =>
      Buffer.alloc(0),
    );
    if (bytes.includes(word))
      found.push(`file ${path.relative(folder, path.join(file.parentPath, file.name))}`);
  }
  return found;
}
