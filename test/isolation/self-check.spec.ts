import { readFileSync } from 'node:fs';

import {
  CurrentStore,
  Needs,
  PlatformRepository,
  type StoreScope,
  SyntheticStores,
} from '@app/tenancy';
import { Controller, Get, type INestApplicationContext, Module, Param } from '@nestjs/common';

import { ApiModule } from '../../apps/api/src/api.module.js';
import { type RunningApi, startApi } from '../e2e/running-api.js';
import { startWorker } from '../e2e/running-worker.js';
import { waitFor } from '../support/wait-for.js';

interface Check {
  id: string;
  outcome: string;
  reason: string | null;
  routes: { tried: number; of: number };
  jobs: { tried: number; of: number };
  retrieval_paths: number;
  failures: { probe: string; what: string }[];
}
interface Report {
  is_running: boolean;
  last: Check | null;
}

/** What nobody would write on purpose: a conversation by its id alone, and a list of everybody's. */
@Controller('leaks')
class LeakingController {
  constructor(private readonly platform: PlatformRepository) {}

  @Get()
  @Needs('chat')
  listLeaks(@CurrentStore() _scope: StoreScope) {
    return this.platform.rows('SELECT content FROM messages');
  }

  @Get(':conversation_id')
  @Needs('chat')
  async getLeak(@Param('conversation_id') id: string) {
    const rows = await this.platform.rows(`SELECT id FROM conversations WHERE id = $1`, [id]);
    return { exists: rows.length > 0 };
  }
}

@Module({ imports: [ApiModule], controllers: [LeakingController] })
class LeakingModule {}

let api: RunningApi;
let leaking: RunningApi;
let worker: INestApplicationContext;

beforeAll(async () => {
  api = await startApi();
  leaking = await startApi({}, LeakingModule);
  worker = await startWorker();
});
afterAll(async () => {
  await api.stop();
  await leaking.stop();
  await worker.close();
});

const path = '/api/v1/isolation-report';
const reportOf = async ({ admin }: RunningApi) => (await admin.get(path)).body as unknown as Report;
const syntheticIds = async () =>
  (await api.app.get(SyntheticStores, { strict: false }).list()).map(({ id }) => id);

async function check(running: RunningApi): Promise<Check> {
  const before = (await reportOf(running)).last?.id;
  const { status, body } = await running.admin.post(path);
  expect({ status, body }).toEqual({ status: 202, body: { started: true } });
  return waitFor(
    async () => {
      const { is_running, last } = await reportOf(running);
      return !is_running && last?.id !== before ? last : undefined;
    },
    { timeoutMs: 200_000, everyMs: 200 },
  );
}

describe('the isolation check', () => {
  it('tries every route of the document, every job and every way to text, and passes', async () => {
    const result = await check(api);

    const { paths } = JSON.parse(readFileSync('apps/api/openapi.json', 'utf8')) as {
      paths: Record<string, object>;
    };
    const routes = Object.values(paths).flatMap((methods) => Object.keys(methods)).length;
    expect(result).toMatchObject({ outcome: 'passed', reason: null, failures: [] });
    expect(result.routes).toEqual({ tried: routes, of: routes });
    expect(result.jobs).toEqual({ tried: 8, of: 8 });
    expect(result.retrieval_paths).toBeGreaterThan(10);
  }, 240_000);

  it('uses its stores again, which no list shows', async () => {
    const ids = await syntheticIds();

    const result = await check(api);

    const { text } = await api.admin.get('/api/v1/stores?limit=100');
    expect(ids).toHaveLength(2);
    expect(await syntheticIds()).toEqual(ids);
    expect(result.outcome).toBe('passed');
    expect(ids.filter((id) => text.includes(id))).toEqual([]);
  }, 240_000);

  it('reports a route that gives away another store, and holds none of its text', async () => {
    const result = await check(leaking);

    expect(result).toMatchObject({ outcome: 'failed', reason: null });
    expect(result.failures).toEqual([
      { probe: 'listLeaks in its own store', what: "the answer holds the other store's text" },
      {
        probe: "getLeak with the other store's ids",
        what: expect.stringContaining('answered 200 instead of 403 or 404') as string,
      },
    ]);
    expect(JSON.stringify(result)).not.toMatch(/zq[a-z]{16}/);
  }, 240_000);

  it('is a metric, with its routes and its time', async () => {
    const { text } = await leaking.admin.get('/metrics');

    expect(text).toMatch(/^storehand_isolation_check_failures 2$/m);
    expect(text).toMatch(/^storehand_isolation_check_outcome\{outcome="failed"\} 1$/m);
    expect(text).toMatch(/^storehand_isolation_check_outcome\{outcome="passed"\} 0$/m);
    expect(text).toMatch(/^storehand_isolation_check_routes\{kind="tried"\} [1-9]/m);
    expect(text).toMatch(/^storehand_isolation_check_duration_seconds [0-9.]+$/m);
    // what it asked is no shopper's question
    expect(text).toMatch(/^storehand_answers_total\{outcome="abstained"\} 0$/m);
    expect(text).not.toContain('operation="askQuestion"');
  });

  it('runs in one process at a time', async () => {
    const starts = await Promise.all([api, leaking].map(({ admin }) => admin.post(path)));

    expect(starts.map(({ body }) => body['started']).sort()).toEqual([false, true]);
    await waitFor(async () => !(await reportOf(api)).is_running, { timeoutMs: 200_000 });
  }, 240_000);

  it('is told to admins alone', async () => {
    const { status } = await api.admin.as('sh_store_nobody').get(path);

    expect(status).toBe(401);
  });
});
