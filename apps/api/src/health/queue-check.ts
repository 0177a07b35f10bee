import { knowledgeQueues } from '@app/knowledge';
import { type QueueDefinition, QueueServerCheck, StoreQueue } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

export type QueueState = 'up' | 'full' | 'read_only';

/** Redis' own words for what keeps it from being written to: its memory, its disk, and being a replica. */
const refusals: readonly [RegExp, QueueState][] = [
  [/^OOM |^MISCONF /, 'full'],
  [/^READONLY /, 'read_only'],
];

/** Tells whether the queue answers and its server takes jobs; where that is the database, `StorageCheck` tells the latter. */
@Injectable()
export class QueueCheck {
  private readonly queue = knowledgeQueues[0] as QueueDefinition;

  constructor(
    private readonly queues: StoreQueue,
    private readonly server: QueueServerCheck,
  ) {}

  /** Rejects where it does not answer at all. */
  async state(): Promise<QueueState> {
    await this.queues.countWaiting(this.queue);
    try {
      await this.server.write();
      return 'up';
    } catch (error) {
      const said = error instanceof Error ? error.message : '';
      const [, state] = refusals.find(([words]) => words.test(said)) ?? [];
      if (state === undefined) throw error;
      return state;
    }
  }
}
