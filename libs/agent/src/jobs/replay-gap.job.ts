import { defineJob } from '@app/tenancy';
import { z } from 'zod';

import { gapsQueue } from './queues.js';

/** Asks a gap's questions again once the release it waits for is live. Safe to run twice: the second finds it waits no more. */
export const replayGapJob = defineJob({
  name: 'replay-gap',
  queue: gapsQueue,
  data: z.object({ gapId: z.uuid() }),
  dedupe: ({ gapId }) => gapId,
});
export type ReplayGapData = z.infer<typeof replayGapJob.data>;
