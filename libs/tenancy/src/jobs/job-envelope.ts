import { z } from 'zod';

/** What a job carries in the queue: whose it is, who asked, and its ids. */
export const jobEnvelope = z.object({
  storeId: z.uuid(),
  /** The source it works for, where its data does not name it: for people who look at the queue. */
  sourceId: z.uuid().optional(),
  correlationId: z.string().max(100).optional(),
  /** The trace that it is part of, as W3C Trace Context writes it. */
  traceparent: z.string().max(55).optional(),
  /** It is known to go on with what a worker died with. */
  isApart: z.boolean().default(false),
  data: z.record(z.string(), z.unknown()),
});
export type JobEnvelope = z.input<typeof jobEnvelope>;
