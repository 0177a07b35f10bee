/** Every knob of a queue, none optional: a queue without a decision does not compile. */
export interface QueuePolicy {
  name: string;
  /** Jobs that one worker process runs at once. */
  concurrency: number;
  /** What begins first: `lanes` where a store has a job or two at a time, `turns` where it may have thousands. */
  order: 'lanes' | 'turns';
  /** Starts of a job that throws something worth retrying. */
  attempts: number;
  /** Delay before the second start; doubles each time, with jitter. */
  backoffMs: number;
  /** A job whose worker stopped renewing for this long counts as abandoned. */
  lockMs: number;
  /** How often abandoned jobs are looked for. */
  stalledIntervalMs: number;
  keepCompleted: { ageSeconds: number; count: number };
  keepFailedSeconds: number;
}

export type QueueDefinition = Readonly<QueuePolicy>;

/** Declares a queue with its whole policy; registered by `QueueModule.register`. */
export const defineQueue = (policy: QueuePolicy): QueueDefinition => Object.freeze(policy);
