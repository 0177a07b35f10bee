import {
  indexPagesJob,
  indexQueue,
  type IngestStep,
  PageIndexer,
  publishReleaseJob,
  ReleasePublisher,
} from '@app/knowledge';
import { OnJob, StoreJobRunner, StoreProcessor, type StoreScope } from '@app/tenancy';

/** The door of the index queue: cutting and embedding pages, then making the release live. */
@StoreProcessor(indexQueue)
export class IndexProcessor extends StoreJobRunner {
  constructor(
    private readonly indexer: PageIndexer,
    private readonly publisher: ReleasePublisher,
  ) {
    super();
  }

  @OnJob(indexPagesJob)
  indexPages(scope: StoreScope, step: IngestStep, signal: AbortSignal) {
    return this.indexer.indexSlice(scope, step, signal);
  }

  @OnJob(publishReleaseJob)
  publishRelease(scope: StoreScope, step: IngestStep) {
    return this.publisher.publish(scope, step);
  }
}
