import { createServer, type Server } from 'node:net';

import type { INestApplicationContext } from '@nestjs/common';

import { anotherDatabase } from '../support/placements/another-database.js';
import { type RunningApi, startApi, withEnv } from './running-api.js';
import { startWorker } from './running-worker.js';

let apart: Awaited<ReturnType<typeof anotherDatabase>>;
/** Takes connections and says nothing. */
let silent: Server;
let api: RunningApi;
let worker: INestApplicationContext;
let health: string;

const portOf = (server: Server): number => (server.address() as { port: number }).port;
const listening = (server: Server) =>
  new Promise<Server>((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));

beforeAll(async () => {
  apart = await anotherDatabase('apart');
  silent = await listening(createServer());
  const freed = await listening(createServer());
  const free = portOf(freed);
  await new Promise((resolve) => freed.close(resolve));
  const away = `silent=postgres://127.0.0.1:${portOf(silent)}/x,gone=postgres://127.0.0.1:1/x`;
  const env = { PLACEMENT_URLS: `${apart.placement},${away}` };
  api = await startApi(env);
  worker = await withEnv({ ...env, WORKER_HEALTH_PORT: String(free) }, () => startWorker());
  health = `http://127.0.0.1:${free}/`;
}, 120_000);
afterAll(async () => {
  await api.stop();
  await worker.close();
  silent.close();
  await apart.stop();
});

describe('a database of dedicated stores that is away', () => {
  it('is told by both processes, which stay ready, and named by the worker alone', async () => {
    const { status, body } = await api.admin.get('/health/ready');
    const told = await fetch(health);

    expect({ status, body }).toMatchObject({
      status: 200,
      body: { status: 'ok', checks: { database: 'up' }, placements_away: 2 },
    });
    expect({ status: told.status, body: await told.json() }).toEqual({
      status: 200,
      body: { status: 'ok', away: ['silent', 'gone'] },
    });
  });

  it('keeps out its own stores alone', async () => {
    const begun = await Promise.all(
      ['shared', 'apart', 'gone'].map((placement) =>
        api.admin.post('/api/v1/stores', { name: placement, placement }),
      ),
    );

    expect(begun.map(({ status }) => status)).toEqual([201, 201, 503]);
  });
});
