import { OldRows, StoreQueue } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { forgetConversationsJob } from '../jobs/forget-conversations.job.js';

const atOnce = 200;

/** Has conversations erased that their store keeps no longer; the worker opens the store's scope. A lost job is given again. */
@Injectable()
export class ConversationSweep {
  constructor(
    private readonly old: OldRows,
    private readonly queue: StoreQueue,
  ) {}

  /** Returns how many stores had some. */
  async nudgeOld(): Promise<number> {
    const old = { table: 'conversations', kept: 'conversation_days' } as const;
    const stores = await this.old.storesWith(old, atOnce);
    for (const storeId of stores) await this.queue.addFor(storeId, forgetConversationsJob, {});
    return stores.length;
  }
}
