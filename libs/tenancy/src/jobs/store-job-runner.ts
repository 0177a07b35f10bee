import { OnWorkerEvent, WorkerHost } from '@nestjs/bullmq';
import { Inject, Logger, type OnModuleDestroy, Optional } from '@nestjs/common';
import { Job } from 'bullmq';

import { type JobEnded, jobEnded } from '../events/job-ended.js';
import { withLogFields } from '../logs/log-fields.js';
import { StoreScope } from '../scope/store-scope.js';
import { StoreDirectory } from '../stores/store-directory.js';
import { JobsApart } from './apart/jobs-apart.js';
import { ProcessDiedError } from './apart/process-apart.js';
import { jobFailure, lastFailure } from './failed/job-failure.js';
import { jobEnvelope } from './job-envelope.js';
import { putBack, settleJobError } from './job-error.js';
import { jobHandlers, type JobRun } from './on-job.decorator.js';
import { logQueueErrors } from './server/queue-errors.js';
import { tellRun } from './tell-run.js';

/** Longer than a slice of work that goes well; what takes longer when a stop is asked for is stopped. */
const lastJobsMs = 8_000;

type Handler = (scope: StoreScope, data: unknown, how: JobRun) => Promise<unknown>;

interface Run extends JobRun {
  token?: string;
}

/**
 * Turns a queued job back into a scoped call: parses it, checks that its store exists and is active, opens the scope and
 * calls the `@OnJob` method. A job without a store, or of a missing one, never runs. One that a worker died with is done in
 * a process apart, and no more where it takes that one down, too. When the process stops, jobs in hand
 * end first, and those that do not end go back to the queue for the next process.
 */
export abstract class StoreJobRunner extends WorkerHost implements OnModuleDestroy {
  @Inject(StoreDirectory)
  private readonly stores: StoreDirectory;
  @Optional()
  @Inject(JobsApart)
  private readonly apart?: JobsApart;
  private readonly log = new Logger(this.constructor.name);

  private readonly logError = logQueueErrors(this.constructor.name);

  @OnWorkerEvent('error')
  onWorkerError(error: Error): void {
    this.logError(error);
  }

  @OnWorkerEvent('completed')
  onCompleted(job: Job): void {
    tellEnd(job, job.returnvalue === 'skipped' ? 'skipped' : 'done');
  }

  /** A worker whose job was taken from it may not know which it was. */
  @OnWorkerEvent('failed')
  onFailed(job: Job | undefined): void {
    if (job) tellEnd(job, job.finishedOn === undefined ? 'retried' : 'failed');
  }

  /** The first hook of a stop, while threads, database and queue that jobs need are still there. */
  async onModuleDestroy(): Promise<void> {
    const timer = setTimeout(() => this.worker.cancelAllJobs(), lastJobsMs);
    await this.worker.close().finally(() => clearTimeout(timer));
  }

  get queueName(): string {
    return this.worker.name;
  }

  /** BullMQ gives a signal only to what declares three parameters, of which those with a default do not count. */
  process(job: Job, token?: string, signal?: AbortSignal): Promise<unknown> {
    const until = signal ?? new AbortController().signal;
    return this.runWhereItBelongs(job, token ?? '', until).catch((error: unknown) => {
      throw jobFailure(error);
    });
  }

  /** In a process of `JobsApart`: a job that its parent holds. */
  async runApart(id: string, token: string): Promise<unknown> {
    try {
      const job = await Job.fromId(this.worker, id);
      if (job === undefined) throw lastFailure({ code: 'JOB_GONE', message: 'It is gone.' });
      const { signal } = new AbortController();
      return await this.run(job, { token, signal, isApart: true });
    } catch (error) {
      throw jobFailure(error);
    }
  }

  /** Whether a job that a worker died with may be what it died of. */
  protected async isSuspect(_scope: StoreScope, _job: string, _data: unknown): Promise<boolean> {
    return true;
  }

  /** Writes what it means that a job took down two processes; false where it goes on without what did. */
  protected async blame(_scope: StoreScope, _job: string, _data: unknown): Promise<boolean> {
    return true;
  }

  private async runWhereItBelongs(job: Job, token: string, signal: AbortSignal) {
    const isApart = await this.belongsApart(job);
    // its worker died again while it was done apart, so of something else: where workers live shortly, it goes on all the same
    const isCutShort = job.stalledCounter > 0 && job.stalledCounter % 2 === 0;
    if (!isApart || isCutShort || this.apart === undefined) {
      return this.run(job, { token, signal, isApart });
    }
    try {
      return await this.apart.run({ queue: job.queueName, id: String(job.id), token }, signal);
    } catch (error) {
      if (signal.aborted) return putBack(job, token);
      if (!(error instanceof ProcessDiedError)) throw error;
      return this.giveUp(job, error);
    }
  }

  private async belongsApart(job: Job): Promise<boolean> {
    const { envelope, data } = this.open(job);
    if (envelope.isApart || job.stalledCounter === 0) return envelope.isApart;
    return this.isSuspect(StoreScope.open(envelope.storeId), job.name, data);
  }

  private async giveUp(job: Job, { message }: ProcessDiedError): Promise<unknown> {
    const { data, envelope } = this.open(job);
    const { storeId, correlationId } = envelope;
    return withLogFields({ storeId, correlationId, job: job.name }, async () => {
      this.log.error({ jobId: job.id }, `Job ${job.name} is done no more: ${message}`);
      if (!(await this.blame(StoreScope.open(storeId), job.name, data))) return 'given up in part';
      throw lastFailure({ code: 'JOB_TOOK_PROCESS_DOWN', message });
    });
  }

  private async run(job: Job, { token, ...how }: Run): Promise<unknown> {
    const { handler, data, envelope } = this.open(job);
    if (!(await this.stores.isActive(envelope.storeId))) {
      throw lastFailure({
        code: 'JOB_STORE_GONE',
        message: 'Its store is missing or switched off.',
      });
    }
    const { storeId } = envelope;
    return tellRun(job, envelope, async () => {
      try {
        return await handler.call(this, StoreScope.open(storeId), data, how);
      } catch (error) {
        this.log.warn({ err: error, attempt: job.attemptsMade + 1 }, `Job ${job.name} stopped`);
        if (how.signal.aborted) return putBack(job, token);
        return settleJobError(error, job, token);
      }
    });
  }

  private open(job: Job) {
    const found = jobHandlers(Object.getPrototypeOf(this) as object).get(job.name);
    if (!found) throw lastFailure({ code: 'JOB_UNKNOWN', message: 'It has no handler here.' });
    const envelope = jobEnvelope.safeParse(job.data);
    const data = found.job.data.safeParse(envelope.data?.data);
    if (!envelope.success || !data.success) {
      throw lastFailure({
        code: 'JOB_MALFORMED',
        message: 'It carries no store or malformed data.',
      });
    }
    const handler = (this as unknown as Record<string, Handler>)[found.method] as Handler;
    return { handler, data: data.data, envelope: envelope.data };
  }
}

function tellEnd({ queueName: queue, name, processedOn, finishedOn }: Job, end: JobEnded['end']) {
  const ms = processedOn === undefined ? 0 : (finishedOn ?? Date.now()) - processedOn;
  jobEnded.publish({ queue, job: name, end, ms });
}
