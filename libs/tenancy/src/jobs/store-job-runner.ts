import { OnWorkerEvent, WorkerHost } from '@nestjs/bullmq';
import { Inject, Logger, type OnModuleDestroy } from '@nestjs/common';
import { type Job, UnrecoverableError } from 'bullmq';

import { withLogFields } from '../logs/log-fields.js';
import { StoreScope } from '../scope/store-scope.js';
import { StoreDirectory } from '../stores/store-directory.js';
import { jobEnvelope } from './job-envelope.js';
import { putBack, settleJobError } from './job-error.js';
import { jobHandlers } from './on-job.decorator.js';
import { logQueueErrors } from './queue-errors.js';

/** Longer than a slice of work that goes well; what takes longer when a stop is asked for is stopped. */
const lastJobsMs = 8_000;

type Handler = (scope: StoreScope, data: unknown, signal: AbortSignal) => Promise<unknown>;

/**
 * Turns a queued job back into a scoped call: parses it, checks that its store exists and is active, opens the scope and
 * calls the `@OnJob` method. A job without a store, or of a missing one, never runs. When the process stops, jobs in hand
 * end first, and those that do not end go back to the queue for the next process.
 */
export abstract class StoreJobRunner extends WorkerHost implements OnModuleDestroy {
  @Inject(StoreDirectory)
  private readonly stores: StoreDirectory;
  private readonly log = new Logger(this.constructor.name);

  private readonly logError = logQueueErrors(this.constructor.name);

  @OnWorkerEvent('error')
  onWorkerError(error: Error): void {
    this.logError(error);
  }

  /** The first hook of a stop, while threads, database and queue that jobs need are still there. */
  async onModuleDestroy(): Promise<void> {
    const timer = setTimeout(() => this.worker.cancelAllJobs(), lastJobsMs);
    await this.worker.close().finally(() => clearTimeout(timer));
  }

  async process(job: Job, token?: string, signal?: AbortSignal): Promise<unknown> {
    const { handler, data, envelope } = this.open(job);
    if (!(await this.stores.isActive(envelope.storeId))) {
      throw new UnrecoverableError(`Job ${job.name}: its store is missing or switched off.`);
    }
    const { storeId, correlationId } = envelope;
    return withLogFields({ storeId, correlationId, job: job.name }, async () => {
      try {
        const scope = StoreScope.open(storeId);
        return await handler.call(this, scope, data, signal ?? new AbortController().signal);
      } catch (error) {
        this.log.warn({ err: error, attempt: job.attemptsMade + 1 }, `Job ${job.name} stopped`);
        if (signal?.aborted) return putBack(job, token);
        return settleJobError(error, job, token);
      }
    });
  }

  private open(job: Job) {
    const found = jobHandlers(Object.getPrototypeOf(this) as object).get(job.name);
    if (!found) throw new UnrecoverableError(`Job ${job.name} has no handler here.`);
    const envelope = jobEnvelope.safeParse(job.data);
    const data = found.job.data.safeParse(envelope.data?.data);
    if (!envelope.success || !data.success) {
      throw new UnrecoverableError(`Job ${job.name} carries no store or malformed data.`);
    }
    const handler = (this as unknown as Record<string, Handler>)[found.method] as Handler;
    return { handler, data: data.data, envelope: envelope.data };
  }
}
