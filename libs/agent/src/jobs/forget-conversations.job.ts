import { defineJob } from '@app/tenancy';
import { z } from 'zod';

import { gapsQueue } from './queues.js';

/** Erases a store's conversations that it keeps no longer. Safe to run twice: what is gone is not found again. */
export const forgetConversationsJob = defineJob({
  name: 'forget-conversations',
  queue: gapsQueue,
  data: z.object({}),
  dedupe: () => 'all',
});
