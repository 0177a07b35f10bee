import { crawlPagesJob, crawlQueue, type IngestStep, SiteCrawler } from '@app/knowledge';
import { OnJob, StoreJobRunner, StoreProcessor, type StoreScope } from '@app/tenancy';

/** The door of the crawl queue: one slice of one ingest a job. */
@StoreProcessor(crawlQueue)
export class CrawlProcessor extends StoreJobRunner {
  constructor(private readonly crawler: SiteCrawler) {
    super();
  }

  @OnJob(crawlPagesJob)
  crawlPages(scope: StoreScope, step: IngestStep, signal: AbortSignal) {
    return this.crawler.crawlSlice(scope, step, signal);
  }
}
