import { ApiClient } from '../../e2e/api-client.js';
import { cpuSeconds, MeasuredProcess, peakMebibytes } from '../measured-process.js';
import { MeasuredStore } from '../measured-store.js';
import type { CrawlReport } from './report-crawl.js';

/** The worker and the API of a deployment, which crawl a site for a new store each time. */
export class ProductCrawl {
  private constructor(
    readonly worker: MeasuredProcess,
    private readonly api: MeasuredProcess,
    private readonly databasePid: number | undefined,
  ) {}

  /** `readsLinksAlone`: with extraction off. */
  static async start(
    host: string,
    databasePid?: number,
    { readsLinksAlone = false } = {},
  ): Promise<ProductCrawl> {
    const env = { CRAWL_ALLOWED_PRIVATE_HOSTS: host };
    const preloads = readsLinksAlone ? ['link-reading-process'] : [];
    const worker = await MeasuredProcess.start('worker', env, preloads);
    return new ProductCrawl(worker, await MeasuredProcess.start('api', env), databasePid);
  }

  newStore(): Promise<MeasuredStore> {
    return MeasuredStore.create(new ApiClient(this.api.origin, process.env['ADMIN_API_KEY']));
  }

  /** The crawling of an ingest, which is then cancelled; of the processors what worker and database took. */
  async crawl(url: string, cap: number): Promise<CrawlReport> {
    const store = await this.newStore();
    const before = this.cpuSeconds();
    const { ingest, seconds } = await store.run(url, cap, ['indexing', 'publishing']);
    const cpu = this.cpuSeconds() - before;
    await store.cancel(ingest);
    const pages = (ingest.pages['fetched'] ?? 0) - (ingest.pages['failed'] ?? 0);
    const peakMib = peakMebibytes(this.worker.pid);
    return { pages, seconds: seconds.get('crawling') ?? 0, cpuSeconds: cpu, peakMib };
  }

  async stop(): Promise<void> {
    await this.worker.stop();
    await this.api.stop();
  }

  private cpuSeconds(): number {
    const pids = [this.worker.pid, this.databasePid].filter((pid) => pid !== undefined);
    return pids.reduce((sum, pid) => sum + cpuSeconds(pid), 0);
  }
}
