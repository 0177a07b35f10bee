import {
  indexPagesJob,
  indexQueue,
  IngestBlamer,
  type IngestStep,
  PageIndexer,
  publishReleaseJob,
  ReleasePublisher,
} from '@app/knowledge';
import { type JobRun, OnJob, StoreJobRunner, StoreProcessor, type StoreScope } from '@app/tenancy';

/** The door of the index queue: cutting and embedding pages, then making the release live. */
@StoreProcessor(indexQueue)
export class IndexProcessor extends StoreJobRunner {
  constructor(
    private readonly indexer: PageIndexer,
    private readonly publisher: ReleasePublisher,
    private readonly blamer: IngestBlamer,
  ) {
    super();
  }

  @OnJob(indexPagesJob)
  indexPages(scope: StoreScope, step: IngestStep, { signal }: JobRun) {
    return this.indexer.indexSlice(scope, step, signal);
  }

  @OnJob(publishReleaseJob)
  publishRelease(scope: StoreScope, step: IngestStep) {
    return this.publisher.publish(scope, step);
  }

  protected override blame(scope: StoreScope, _job: string, step: unknown): Promise<boolean> {
    return this.blamer.blame(scope, step as IngestStep);
  }
}
