import { defineEvent } from './define-event.js';

export interface JobEnded {
  queue: string;
  job: string;
  /** `retried`: it failed and is started again. */
  end: 'done' | 'skipped' | 'retried' | 'failed';
  /** Of its last start; 0 where it never started. */
  ms: number;
}

/** A start of a job ended in this process, or in one apart from it. */
export const jobEnded = defineEvent<JobEnded>('job');
