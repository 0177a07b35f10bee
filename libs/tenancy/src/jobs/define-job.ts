import type { z } from 'zod';

import type { QueueDefinition } from './define-queue.js';

export interface JobDefinition<S extends z.ZodObject = z.ZodObject> {
  name: string;
  queue: QueueDefinition;
  /** Ids and hashes only; parsed when added and again by the worker, since old jobs outlive new code. */
  data: S;
  /** What makes two jobs of one store the same nudge; while one is unfinished, adding another does nothing. */
  dedupe: (data: z.infer<S>) => string;
}

export type JobData<J> = J extends JobDefinition<infer S> ? z.infer<S> : never;

/** Declares a job once, for its producer and its worker. */
export const defineJob = <S extends z.ZodObject>(job: JobDefinition<S>): JobDefinition<S> => job;
