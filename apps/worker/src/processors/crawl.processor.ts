import {
  crawlPagesJob,
  crawlQueue,
  type IngestStep,
  SiteCrawler,
  SourceIngests,
  type StartCrawlData,
  startCrawlJob,
} from '@app/knowledge';
import { OnJob, StoreJobRunner, StoreProcessor, type StoreScope } from '@app/tenancy';

/** The door of the crawl queue: one slice of one ingest a job, and the beginning of scheduled ones. */
@StoreProcessor(crawlQueue)
export class CrawlProcessor extends StoreJobRunner {
  constructor(
    private readonly crawler: SiteCrawler,
    private readonly sources: SourceIngests,
  ) {
    super();
  }

  @OnJob(crawlPagesJob)
  crawlPages(scope: StoreScope, step: IngestStep, signal: AbortSignal) {
    return this.crawler.crawlSlice(scope, step, signal);
  }

  @OnJob(startCrawlJob)
  startCrawl(scope: StoreScope, { sourceId }: StartCrawlData) {
    return this.sources.crawlScheduled(scope, sourceId);
  }
}
