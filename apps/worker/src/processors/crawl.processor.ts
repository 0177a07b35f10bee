import {
  crawlPagesJob,
  crawlQueue,
  IngestBlamer,
  type IngestStep,
  SiteCrawler,
  SourceIngests,
  type StartCrawlData,
  startCrawlJob,
} from '@app/knowledge';
import { type JobRun, OnJob, StoreJobRunner, StoreProcessor, type StoreScope } from '@app/tenancy';

/** The door of the crawl queue: one slice of one ingest a job, and the beginning of scheduled ones. */
@StoreProcessor(crawlQueue)
export class CrawlProcessor extends StoreJobRunner {
  constructor(
    private readonly crawler: SiteCrawler,
    private readonly sources: SourceIngests,
    private readonly blamer: IngestBlamer,
  ) {
    super();
  }

  @OnJob(crawlPagesJob)
  crawlPages(scope: StoreScope, step: IngestStep, { signal, isApart }: JobRun) {
    return this.crawler.crawlSlice(scope, step, signal, isApart);
  }

  @OnJob(startCrawlJob)
  startCrawl(scope: StoreScope, { sourceId }: StartCrawlData) {
    return this.sources.crawlScheduled(scope, sourceId);
  }

  protected override async isSuspect(
    scope: StoreScope,
    job: string,
    data: unknown,
  ): Promise<boolean> {
    return job === startCrawlJob.name || this.blamer.isSuspect(scope, data as IngestStep);
  }

  protected override async blame(scope: StoreScope, job: string, data: unknown): Promise<boolean> {
    return job === startCrawlJob.name || this.blamer.blame(scope, data as IngestStep);
  }
}
