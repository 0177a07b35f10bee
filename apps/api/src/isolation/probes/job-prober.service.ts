import { agentJobs } from '@app/agent';
import { knowledgeJobs, startCrawlJob } from '@app/knowledge';
import { type IsolationFindings, type JobDefinition, JobTrial } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import type { Pair } from '../stores/synthetic-pair.js';
import type { Ids } from './route-probes.js';

/** Long enough for the jobs of others that are ahead; beyond it no worker runs, or all are busy. */
const endWithinMs = 30_000;
/** A step that no ingest is at, so that it is this job which is skipped and no other. */
const noStep = 900_000;

/** Gives every kind of job the ids of the one store in the name of the other, and looks how it ends. */
@Injectable()
export class JobProber {
  constructor(private readonly jobs: JobTrial) {}

  /** Does the work with the id of a failed job of the store, which its routes are tried with. */
  async withFailedJob(
    storeId: string,
    signal: AbortSignal,
    work: (jobId: string) => Promise<void>,
  ): Promise<void> {
    const within = AbortSignal.any([signal, AbortSignal.timeout(endWithinMs)]);
    const jobId = await this.jobs.leaveFailed(storeId, startCrawlJob, within);
    if (jobId === null)
      throw new Error(`job ${startCrawlJob.name} does not fail: does a worker run?`);
    await work(jobId).finally(() => this.jobs.forget(startCrawlJob, jobId));
  }

  async tryAll(
    { target, other }: Pair,
    findings: IsolationFindings,
    signal: AbortSignal,
  ): Promise<void> {
    const all = [...knowledgeJobs, ...agentJobs];
    findings.jobs.of = all.length;
    for (const job of all) {
      const data = dataOf(job, target.ids);
      if (data === null) {
        findings.reason ??= `job ${job.name} was not tried: the check has no id for it`;
        continue;
      }
      const within = AbortSignal.any([signal, AbortSignal.timeout(endWithinMs)]);
      const end = await this.jobs.run(other.storeId, job, data, within);
      if (end === 'waiting') {
        findings.reason ??= `job ${job.name} was not taken up: does a worker run?`;
        continue;
      }
      findings.jobs.tried += 1;
      // without an id in it a job finds what its own store has to do
      if (end === 'done' && Object.keys(data).length > 0) {
        findings.failures.push({ probe: `job ${job.name}`, what: "took up the other store's row" });
      }
    }
  }
}

/** `ingestId` is the target's `ingest_id`; numbers are steps and attempts. Null where an id is not to be had. */
function dataOf({ data }: JobDefinition, ids: Ids): Record<string, unknown> | null {
  const fields = Object.keys(data.shape).map((name) => {
    if (!name.endsWith('Id')) return [name, noStep] as const;
    return [name, ids[name.replace(/Id$/, '_id')]] as const;
  });
  return fields.some(([, value]) => value === undefined) ? null : Object.fromEntries(fields);
}
