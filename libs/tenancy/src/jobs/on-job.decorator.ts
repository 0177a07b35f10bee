import type { z } from 'zod';

import type { StoreScope } from '../scope/store-scope.js';
import type { JobDefinition } from './define-job.js';

export interface JobRun {
  /** Aborts when the process stops. */
  signal: AbortSignal;
  /** A process died that did this: it is done in one of its own, where it can harm nothing else. */
  isApart: boolean;
}

type JobMethod<D> = (scope: StoreScope, data: D, run: JobRun) => Promise<unknown>;

const handlers = new WeakMap<object, Map<string, { job: JobDefinition; method: string }>>();

/** Marks the method of a `StoreJobRunner` that does a job; its data type must be the job's. */
export function OnJob<S extends z.ZodObject>(job: JobDefinition<S>) {
  return <K extends string>(prototype: { [P in K]: JobMethod<z.infer<S>> }, method: K): void => {
    const own =
      handlers.get(prototype) ?? new Map<string, { job: JobDefinition; method: string }>();
    if (own.has(job.name)) throw new Error(`Job ${job.name} has two handlers.`);
    own.set(job.name, { job: job as unknown as JobDefinition, method });
    handlers.set(prototype, own);
  };
}

/** The jobs a processor's class handles, by job name. */
export const jobHandlers = (
  prototype: object,
): ReadonlyMap<string, { job: JobDefinition; method: string }> =>
  handlers.get(prototype) ?? new Map();
