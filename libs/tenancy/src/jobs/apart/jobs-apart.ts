import type { BeforeApplicationShutdown } from '@nestjs/common';

import { ProcessApart } from './process-apart.js';

/** Which job is to be done, and by whose leave. */
export interface JobApart {
  queue: string;
  id: string;
  token: string;
}

const apartArgument = '--apart';
const processesAtOnce = 2;
/** Longer than the largest release takes to be published. */
const limitMs = 10 * 60_000;

/** Whether this is a process of `JobsApart`, which does what it is told and takes no jobs by itself. */
export const isProcessApart = (): boolean => process.argv.includes(apartArgument);

/**
 * Where jobs are done that a worker died with: two processes, so that the jobs that were in hand with the one to blame do
 * not wait long, and a small machine is not filled with them.
 */
export class JobsApart implements BeforeApplicationShutdown {
  private readonly processes: readonly ProcessApart<JobApart>[];

  /** `entry`: a module that calls `answerJobs`. */
  constructor(entry: URL) {
    this.processes = Array.from(
      { length: processesAtOnce },
      () => new ProcessApart<JobApart>({ entry, args: [apartArgument] }),
    );
  }

  /** Rejects with a `ProcessDiedError` where the job takes its process down. */
  run(job: JobApart, signal: AbortSignal): Promise<unknown> {
    const [idlest] = this.processes.toSorted((one, other) => one.load - other.load);
    return (idlest as ProcessApart<JobApart>).run(job, signal, limitMs);
  }

  beforeApplicationShutdown(): void {
    for (const each of this.processes) each.end();
  }
}
