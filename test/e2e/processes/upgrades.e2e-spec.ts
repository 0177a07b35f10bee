import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { FixtureSite } from '../../support/fixture-site.js';
import { OperatorGuide } from '../../support/guides/operator-guide.js';
import { freePort } from '../../support/outages/free-port.js';
import { DoorProcess } from '../../support/processes/door-process.js';
import { KeptStore, startPillowShop } from '../../support/strategies/kept-store.js';
import { waitFor } from '../../support/wait-for.js';
import { ApiClient } from '../api-client.js';
import { aStoreWithKey } from '../running-api.js';
import { ingestEnd } from '../running-worker.js';
import { makeSlow, slowPages } from './slow-shop.js';

const key = String(process.env['ADMIN_API_KEY']);
const guide = OperatorGuide.open('apps/guides/pages/upgrade.md');
const folder = mkdtempSync(path.join(tmpdir(), 'upgrade-'));
let site: FixtureSite;
let slowSite: FixtureSite;

beforeAll(async () => {
  site = await startPillowShop();
  slowSite = await FixtureSite.start();
  makeSlow(slowSite);
});
afterAll(async () => {
  await Promise.all(['api', 'worker'].map(endWhatTheGuideStarted));
  await DoorProcess.endAll('SIGTERM');
  await Promise.all([site.stop(), slowSite.stop()]);
  guide.close();
  rmSync(folder, { recursive: true });
});

async function endWhatTheGuideStarted(app: string): Promise<void> {
  let pid: number;
  try {
    pid = Number(readFileSync(path.join(folder, `${app}.pid`), 'utf8'));
    process.kill(pid, 'SIGTERM');
  } catch {
    // a test that failed early started none, and one may have ended by itself
    return;
  }
  await waitFor(() => !isRunning(pid), { timeoutMs: 40_000 });
}

/** One that has ended and that nobody asked after is still listed, without a command line (Linux). */
function isRunning(pid: number): boolean {
  const file = `/proc/${pid}/cmdline`;
  return existsSync(file) && readFileSync(file).length > 0;
}

/** Two shoppers behind a proxy, who ask again and again. */
class Shoppers {
  readonly faults: string[] = [];
  readonly answered: string[] = [];
  private readonly end = new AbortController();
  private readonly done: Promise<unknown>;
  private sent = 0;

  constructor(
    private origins: string[],
    private readonly storeKey: string,
  ) {
    this.done = Promise.all([this.ask(), this.ask()]);
  }

  /** From now on the proxy leads there alone. */
  leadTo(...origins: string[]): void {
    this.origins = origins;
  }

  /** Conversations with an answer that was acknowledged. */
  async stop(): Promise<string[]> {
    this.end.abort();
    await this.done;
    return this.answered;
  }

  private async ask(): Promise<void> {
    while (!this.end.signal.aborted) {
      try {
        const begun = await this.post('/api/v1/conversations', { shopper_id: 'ana' });
        const id = String(begun.body['id']);
        const content = 'How do I wash the pillow?';
        const answer = await this.post(`/api/v1/conversations/${id}/messages`, { content });
        if (JSON.stringify(answer.body).includes('40 °C')) this.answered.push(id);
        else this.faults.push(JSON.stringify([begun.body, answer.body]));
      } catch (error) {
        this.faults.push(String(error));
      }
    }
  }

  /** By the proxy, which takes its servers in turn. */
  private post(path: string, body: object) {
    const origin = this.origins[(this.sent += 1) % this.origins.length] ?? '';
    return new ApiClient(origin, this.storeKey).post(path, body);
  }
}

describe('an upgrade, by the commands of the guide', () => {
  it('replaces an API and a worker while shoppers ask and a website is read, and loses nothing', async () => {
    const hosts = `${site.host},${slowSite.host}`;
    const env = { CRAWL_ALLOWED_PRIVATE_HOSTS: hosts, ISOLATION_CHECK_MINUTES: '0' };
    const oldApi = await DoorProcess.start('api', env, { isBuilt: true });
    const otherApi = await DoorProcess.start('api', env, { isBuilt: true });
    const oldWorker = await DoorProcess.start('worker', env, { isBuilt: true });
    const admin = new ApiClient(oldApi.origin, key);
    const store = await KeptStore.fill(admin, site);
    const shown = await store.shows(admin);
    guide.set({ ...env, ...store.named, KEPT: folder, RUN: folder, LOG_LEVEL: 'info' });
    guide.set({ STOREHAND_API_URL: oldApi.origin, STOREHAND_API_KEY: key });
    await guide.runNext('Before');
    const shoppers = new Shoppers(
      [oldApi.origin, otherApi.origin],
      String(store.named['STORE_KEY']),
    );

    const migrated = await guide.runNext('Processes');
    const port = String(await freePort());
    guide.set({ NEW_PORT: port, OLD_API: String(oldApi.pid), OLD_WORKER: String(oldWorker.pid) });
    const ready = await guide.runNext('Processes');
    const newOrigin = `http://127.0.0.1:${port}`;
    shoppers.leadTo(newOrigin, otherApi.origin);
    await guide.runNext('Processes');
    const apiLeft = await oldApi.exitCode();

    const { client, storeId } = await aStoreWithKey(new ApiClient(newOrigin, key));
    const slow = { store_id: storeId, url: slowSite.origin };
    const { body: begun } = await client.post('/api/v1/knowledge-base/ingest', slow);
    await waitFor(() => slowSite.requests.length > 12, { timeoutMs: 60_000 });
    await guide.runNext('Processes');
    const workerLeft = await oldWorker.exitCode();
    const ended = await ingestEnd(client, storeId, String(begun['ingest_id']));
    const answered = await shoppers.stop();
    guide.set({ STOREHAND_API_URL: newOrigin });
    const checked = await guide.runNext('Check');

    expect(migrated).toBe('Already up to date.\n');
    expect(ready).toContain('"status":"ok"');
    expect([apiLeft, workerLeft]).toEqual([0, 0]);
    expect(ended).toMatchObject({ status: 'live', pages: { indexed: slowPages, failed: 0 } });
    expect(shoppers.faults).toEqual([]);
    expect(answered.length).toBeGreaterThan(20);
    const kept = new ApiClient(newOrigin, store.named['STORE_KEY']);
    for (const id of answered) {
      const { body } = await kept.get(`/api/v1/conversations/${id}/messages`);
      expect(body['items']).toMatchObject([{ role: 'user' }, { role: 'assistant' }]);
    }
    expect(await store.shows(kept.as(key))).toEqual(shown);
    expect(checked).toContain('entries are as they were written');
    expect(checked).toMatch(/Wash the pillow at 40 °C.*\[1\]/);
  }, 600_000);

  it('leaves no command of the guide out', () => {
    expect(guide.left).toEqual([]);
  });
});
