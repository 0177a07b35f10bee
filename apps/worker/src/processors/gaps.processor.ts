import {
  ConversationForgetter,
  forgetConversationsJob,
  GapGatherer,
  GapReplayer,
  gapsQueue,
  gatherGapsJob,
  type ReplayGapData,
  replayGapJob,
} from '@app/agent';
import { type JobRun, OnJob, StoreJobRunner, StoreProcessor, type StoreScope } from '@app/tenancy';

/** The door of the gaps queue: gathering what was not answered, asking it again, and forgetting conversations. */
@StoreProcessor(gapsQueue)
export class GapsProcessor extends StoreJobRunner {
  constructor(
    private readonly gatherer: GapGatherer,
    private readonly replayer: GapReplayer,
    private readonly forgetter: ConversationForgetter,
  ) {
    super();
  }

  @OnJob(gatherGapsJob)
  gatherGaps(scope: StoreScope, _data: object, { signal }: JobRun) {
    return this.gatherer.gather(scope, signal);
  }

  @OnJob(replayGapJob)
  replayGap(scope: StoreScope, { gapId }: ReplayGapData, { signal }: JobRun) {
    return this.replayer.replayAwaited(scope, gapId, signal);
  }

  @OnJob(forgetConversationsJob)
  forgetConversations(scope: StoreScope, _data: object, { signal }: JobRun) {
    return this.forgetter.forget(scope, signal);
  }
}
