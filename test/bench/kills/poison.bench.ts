import { ApiClient } from '../../e2e/api-client.js';
import { FixtureSite } from '../../support/fixture-site.js';
import { seconds, timing } from '../measure.js';
import { MeasuredProcess } from '../measured-process.js';
import { endlessShop, startCrawl, type StartedCrawl, untilAsked } from './endless-shop.js';
import { HeldJobs } from './held-jobs.js';

const say = (line: string) => void process.stdout.write(`${line}\n`);
const workersAtOnce = 2;
/** With the poisoned one as many as two workers run at once. */
const othersAtOnce = 7;
const pollMs = 200;

/**
 * What a page costs that takes down the worker that reads it, outside of what is read in threads: how many workers, how
 * often it is asked for, and how long the crawls of other stores stand still that those workers had in hand. Each
 * worker is replaced when it dies. Argument: how many such pages, one after the other.
 */
export async function run([count = '5']: string[]): Promise<void> {
  const sites = await Promise.all(Array.from({ length: othersAtOnce }, endlessShop));
  const poisoned = await poisonedShop();
  const hosts = [...sites, poisoned].map(({ host }) => host).join(',');
  const env = { CRAWL_ALLOWED_PRIVATE_HOSTS: hosts, CRAWL_EXTRACTION_THREADS: '0' };
  const jobs = await HeldJobs.open();
  const api = await MeasuredProcess.start('api', env);
  const shops = new Map<string, FixtureSite>();
  const workers = new DyingWorkers(env, jobs, shops);
  try {
    for (const site of sites) {
      shops.set((await startCrawl(api.origin, site.origin)).ingestId, site);
    }
    await workers.start();
    for (let page = 1; page <= Number(count); page += 1) {
      const { deaths: before } = workers;
      const asked = poisoned.count('/poison');
      const ended = await end(api.origin, await startCrawl(api.origin, poisoned.origin));
      const reads = poisoned.count('/poison') - asked;
      say(`page ${page}: ${workers.deaths - before} deaths, ${reads} reads, ${ended}`);
    }
    const stood = await workers.standstills();
    const { p50, p95 } = timing(stood);
    const figures = `p50 ${seconds(p50)}, p95 ${seconds(p95)}, at most ${seconds(Math.max(...stood))}`;
    say(`${workers.deaths} deaths, ${stood.length} crawls of others went on after ${figures}`);
  } finally {
    await workers.stop();
    await api.stop('SIGKILL');
    await Promise.all([...sites, poisoned].map((site) => site.stop()));
    await jobs.close();
  }
}

async function poisonedShop(): Promise<FixtureSite> {
  const site = await FixtureSite.start();
  const links = Array.from({ length: 8 }, (_, n) => `<a href="/p${n}">p${n}</a>`);
  site.onPattern(/^\/p\d$/, ({ url = '' }, response) => {
    response.writeHead(200, { 'content-type': 'text/html' });
    response.end(`<title>${url}</title><p>What ${url} says about oak tables.</p>`);
  });
  return site
    .page(
      '/',
      `<title>Home</title><p>All about our oak.</p><a href="/poison">x</a>${links.join('')}`,
    )
    .page('/poison', '<title>Poison</title><p>take-this-process-down</p>');
}

/** What became of the ingest and of its page. */
async function end(origin: string, { storeId, ingestId }: StartedCrawl): Promise<string> {
  const admin = new ApiClient(origin, process.env['ADMIN_API_KEY']);
  for (;;) {
    const base = `/api/v1/knowledge-base/${storeId}`;
    const { body } = await admin.get(`${base}/ingests/${ingestId}`);
    if (['live', 'held', 'failed', 'cancelled'].includes(String(body['status']))) {
      const { body: pages } = await admin.get(`${base}/pages?limit=100`);
      const items = pages['items'] as unknown as Record<string, unknown>[];
      const page = items.find(({ url }) => String(url).endsWith('/poison'));
      return `${String(body['status'])}, ${String(page?.['outcome'])}: ${String(page?.['detail'])}`;
    }
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
}

/** Workers that are started again whenever they die, and what stood still meanwhile. */
class DyingWorkers {
  deaths = 0;
  private isStopped = false;
  private readonly living = new Set<MeasuredProcess>();
  private readonly stood: Promise<number[]>[] = [];

  constructor(
    private readonly env: Record<string, string>,
    private readonly jobs: HeldJobs,
    private readonly shops: ReadonlyMap<string, FixtureSite>,
  ) {}

  async start(): Promise<void> {
    await Promise.all(Array.from({ length: workersAtOnce }, () => this.startOne()));
  }

  async standstills(): Promise<number[]> {
    return (await Promise.all(this.stood)).flat();
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    await Promise.all([...this.living].map((worker) => worker.stop('SIGKILL')));
  }

  private async startOne(): Promise<void> {
    const worker = await MeasuredProcess.start('worker', this.env, ['poisoned-process']);
    this.living.add(worker);
    void worker.ended.then(() => this.replace(worker));
  }

  private replace(worker: MeasuredProcess): void {
    this.living.delete(worker);
    if (this.isStopped) return;
    this.deaths += 1;
    this.stood.push(this.standstillsOf(worker, performance.now()));
    void this.startOne();
  }

  private async standstillsOf({ pid }: MeasuredProcess, diedAt: number): Promise<number[]> {
    const held = await this.jobs.of(pid);
    const left = held.flatMap(({ ingestId }) => this.shops.get(ingestId) ?? []);
    return Promise.all(left.map((site) => untilAsked(site, diedAt)));
  }
}
