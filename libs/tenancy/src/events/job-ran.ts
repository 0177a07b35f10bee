import { defineEvent } from './define-event.js';

export interface JobRan {
  storeId: string;
  queue: string;
  job: string;
  /** The ingest that it is a step of. */
  ingestId?: string;
  attempt: number;
  /** Since it was added, or was to begin. */
  waitMs: number;
  /** `put_back`: it goes on later, its attempt not spent. */
  end: 'done' | 'skipped' | 'put_back' | 'failed';
  ms: number;
  /** The trace that it is part of; whoever begins one for it says so here. */
  traceparent?: string;
}

/** A job ran in this process; what it did happened within. */
export const jobRan = defineEvent<JobRan>('job-run');
