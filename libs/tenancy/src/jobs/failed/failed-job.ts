import type { Job } from 'bullmq';

import { isUuid } from '../../scope/store-scope.js';
import { jobEnvelope } from '../job-envelope.js';
import { type FailureReason, readReason } from './failure-reason.js';

/** A job that is tried no more. */
export interface FailedJob {
  id: string;
  queue: string;
  name: string;
  storeId: string;
  /** What it is about: the ids among its data by their names, and its source. */
  about: Readonly<Record<string, string>>;
  reason: FailureReason;
  /** How often it was started. */
  starts: number;
  addedAt: Date;
  failedAt: Date;
}

/** Null for a job that belongs to no store. */
export function toFailedJob(job: Job): FailedJob | null {
  const envelope = jobEnvelope.safeParse(job.data);
  if (!envelope.success || job.id === undefined) return null;
  const { storeId, sourceId, data } = envelope.data;
  return {
    id: job.id,
    queue: job.queueName,
    name: job.name,
    storeId,
    about: { ...(sourceId !== undefined && { sourceId }), ...idsIn(data) },
    reason: readReason(job.failedReason),
    starts: Math.max(job.attemptsStarted, job.attemptsMade),
    addedAt: new Date(job.timestamp),
    failedAt: new Date(job.finishedOn ?? job.timestamp),
  };
}

function idsIn(data: Readonly<Record<string, unknown>>): Record<string, string> {
  const entries = Object.entries(data).filter(([, value]) => isUuid(value));
  return Object.fromEntries(entries) as Record<string, string>;
}
