import { setTimeout as sleep } from 'node:timers/promises';

import { getQueueToken } from '@nestjs/bullmq';
import type { Queue } from 'bullmq';

import { ApiClient } from './api-client.js';
import { aStoreWithKey, type RunningApi, startApi } from './running-api.js';

const password = 'a password of the dashboard';
let api: RunningApi;

beforeAll(async () => {
  api = await startApi({ QUEUE_DASHBOARD_PASSWORD: password });
});
afterAll(() => api.stop());

describe('health', () => {
  it('is alive and ready without a key, and is not counted', async () => {
    const caller = api.admin.as(undefined);

    const live = await caller.get('/health/live');
    const ready = await caller.get('/health/ready');

    expect(live.body).toEqual({ status: 'ok' });
    expect(ready.body).toEqual({
      status: 'ok',
      checks: { database: 'up', storage: 'up', queue: 'up', isolation: 'up' },
      placements_away: 0,
    });
    expect(live.headers.get('ratelimit-limit')).toBeNull();
  });
});

describe('documentation', () => {
  it('is served to everybody, with a policy that lets Swagger UI run', async () => {
    const caller = api.admin.as(undefined);

    const page = await caller.get('/docs');
    const script = await caller.get('/docs/swagger-ui-init.js');
    const document = await caller.get('/openapi.json');

    expect(page.status).toBe(200);
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self'");
    expect(script.headers.get('content-type')).toContain('javascript');
    expect(document.body).toMatchObject({ openapi: '3.1.1' });
  });
});

describe('limits', () => {
  it('answers what is over the limit with 429, for each key on its own', async () => {
    const limited = await startApi({ RATE_LIMIT_PER_MINUTE: '2' });
    try {
      const { client, storeId } = await aStoreWithKey(api.admin);
      const path = `/api/v1/stores/${storeId}`;
      const caller = limited.admin.as(client.key);
      const first = await caller.get(path);
      await caller.get(path);
      const third = await caller.get(path);
      const other = await limited.admin.as('another key').get(path);

      expect(first.headers.get('ratelimit-limit')).toBe('2');
      expect(first.headers.get('ratelimit-remaining')).toBe('1');
      expect(first.headers.get('ratelimit-policy')).toBe('2;w=60;name="key"');
      expect(third.headers.get('ratelimit-policy')).toBe('2;w=60;name="key"');
      expect(third.status).toBe(429);
      expect(third.body).toMatchObject({
        code: 'RATE_LIMITED',
        retry_after: expect.any(Number),
        details: { bucket: 'key', limit: 2, window_seconds: 60 },
      });
      expect(Number(third.headers.get('retry-after'))).toBeGreaterThan(0);
      expect(third.headers.get('ratelimit-remaining')).toBe('0');
      expect(other.status).toBe(401);
    } finally {
      await limited.stop();
    }
  });

  it('does not believe a forwarded address that nobody vouches for', async () => {
    const limited = await startApi({ RATE_LIMIT_PER_ADDRESS: '1' });
    try {
      const caller = new ApiClient(limited.admin.origin);
      const from = (address: string) =>
        caller.get('/api/v1/stores', { headers: { 'x-forwarded-for': address } });

      // other specs may have used up what this machine has
      await from('203.0.113.1');
      expect((await from('203.0.113.2')).status).toBe(429);
      expect((await from('203.0.113.3')).status).toBe(429);
    } finally {
      await limited.stop();
    }
  });

  it('reads a body of a megabyte and no more', async () => {
    const fits = await api.admin.post('/api/v1/stores', `{"name":"${'é'.repeat(500_000)}"}`);
    const tooLarge = await api.admin.post('/api/v1/stores', `{"name":"${'é'.repeat(530_000)}"}`);

    expect(fits.body).toMatchObject({ code: 'INPUT_INVALID', errors: [{ field: 'name' }] });
    expect(tooLarge.status).toBe(413);
    expect(tooLarge.body).toMatchObject({ code: 'BODY_TOO_LARGE' });
  });
});

describe('the queue dashboard', () => {
  const as = (text: string) => ({
    headers: { authorization: `Basic ${Buffer.from(text).toString('base64')}` },
  });

  it('opens with its own password only', async () => {
    const caller = api.admin.as(undefined);

    const refused = await Promise.all([
      caller.get('/admin/queues'),
      caller.get('/admin/queues/', as('admin:wrong')),
      caller.get('/admin/queues/api/queues'),
      caller.get('/admin/%71ueues/api/queues'),
      api.admin.get('/admin/queues/api/queues'),
    ]);
    const page = await caller.get('/admin/queues', as(`operator:${password}`));
    const queues = await caller.get('/admin/queues/api/queues', as(`x:${password}`));

    expect(refused.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401]);
    expect(refused[0]?.headers.get('www-authenticate')).toContain('Basic');
    expect(page.status).toBe(200);
    expect(queues.body).toMatchObject({ queues: expect.any(Array) });
  });

  it('shows the queues of all rooms, and whose each job is', async () => {
    const [storeId, sourceId, ingestId] = Array.from({ length: 3 }, () => crypto.randomUUID());
    const queue = api.app.get<Queue>(getQueueToken('crawl'), { strict: false });
    const far = { delay: 3_600_000 };
    const data = { ingestId, slice: 0 };
    const job = await queue.add('crawl-pages', { storeId, sourceId, data }, far);

    const { body } = await api.admin
      .as(undefined)
      .get('/admin/queues/api/queues?activeQueue=crawl&status=delayed&jobsPerPage=100', {
        ...as(`x:${password}`),
      });
    await job.remove();

    const shown = body['queues'] as unknown as { name: string; jobs: { name: string }[] }[];
    expect(shown.map(({ name }) => name)).toEqual(['crawl', 'index', 'webhooks', 'gaps']);
    expect(shown[0]?.jobs.map(({ name }) => name)).toContain(
      `crawl-pages of store ${storeId}, source ${sourceId}`,
    );
  });

  it('does not exist without a password', async () => {
    const plain = await startApi();
    try {
      expect((await plain.admin.get('/admin/queues')).status).toBe(404);
    } finally {
      await plain.stop();
    }
  });
});

describe('a server that stops', () => {
  it('is gone soon after', async () => {
    const stopping = await startApi({ SHUTDOWN_GRACE_MS: '0' });
    const startedAt = Date.now();

    await stopping.stop();
    await sleep(10);

    expect(Date.now() - startedAt).toBeLessThan(30_000);
    await expect(stopping.admin.get('/health/live')).rejects.toThrow();
  });
});
