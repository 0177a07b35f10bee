import { defineJob } from '@app/tenancy';
import { z } from 'zod';

import { gapsQueue } from './queues.js';

/** Gathers a store's unanswered and badly rated questions into gaps. Safe to run twice: each is gathered once. */
export const gatherGapsJob = defineJob({
  name: 'gather-gaps',
  queue: gapsQueue,
  data: z.object({}),
  dedupe: () => 'all',
});
