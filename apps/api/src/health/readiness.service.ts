import {
  AppError,
  DatabaseRoleCheck,
  describeError,
  inTime,
  PlacementDirectory,
} from '@app/tenancy';
import { Injectable, Logger } from '@nestjs/common';

import { RunningAnswers } from '../http/streaming/running-answers.js';
import type { ReadinessDto } from './health.dto.js';
import { QueueCheck } from './queue-check.js';
import { StorageCheck } from './storage-check.js';

/** A dependency that takes longer than this to say hello is not one to send shoppers to. */
const answerWithinMs = 1_000;

type Checks = ReadinessDto['checks'];

/**
 * Tells whether this process can serve: database and queue answer and take writes, and a transaction without a store sees
 * no rows. A database of dedicated stores that is away is counted, but keeps nobody else's requests out; its name may be a client's.
 */
@Injectable()
export class ReadinessService {
  private readonly logger = new Logger(ReadinessService.name);

  constructor(
    private readonly roles: DatabaseRoleCheck,
    private readonly storage: StorageCheck,
    private readonly queue: QueueCheck,
    private readonly placements: PlacementDirectory,
    private readonly answers: RunningAnswers,
  ) {}

  async check(): Promise<ReadinessDto> {
    const [rows, storage, queue, away] = await Promise.all([
      this.within('database', this.roles.countRowsWithoutStore()),
      this.within('storage', this.storage.state()),
      this.within('queue', this.queue.state()),
      this.placements.away(),
    ]);
    const checks = {
      database: rows === undefined ? ('down' as const) : ('up' as const),
      storage: storage ?? ('down' as const),
      queue: queue ?? ('down' as const),
      isolation: rows === 0 ? ('up' as const) : ('down' as const),
    };
    const isReady = Object.values(checks).every((check) => check === 'up');
    if (!isReady || this.answers.isDraining) throw notReady(checks);
    return { status: 'ok', checks, placements_away: away.length };
  }

  private async within<T>(name: string, answer: Promise<T>): Promise<T | undefined> {
    try {
      return await inTime(answer, answerWithinMs, () => new Error(`${name} took too long`));
    } catch (error) {
      this.logger.warn({ check: name, error: describeError(error) }, 'not ready');
      return undefined;
    }
  }
}

/** What to do about each, by its check and what was found. */
const nextSteps: { [K in keyof Checks]: Partial<Record<Checks[K], string>> } = {
  database: {
    down: 'the database does not answer: see that it is up and that DATABASE_URL reaches it',
  },
  storage: {
    down: 'the database took no write: its log says why',
    full: 'the disk of the database is full: make room on it; what was kept is still read',
    read_only:
      'the database takes no writes: it is a standby, or default_transaction_read_only is on; make it writable or point DATABASE_URL at the primary',
  },
  queue: {
    down: 'the queue does not answer: see that it is up and that REDIS_URL reaches it',
    full: 'Redis takes no jobs: its memory or its disk is full; give it more of it',
    read_only: 'Redis takes no jobs: it is a replica; point REDIS_URL at the primary',
  },
  isolation: {
    down: 'a transaction without a store sees rows of stores, or nobody could look: see the log',
  },
};

function stepsFor(checks: Checks): string[] {
  const { database, storage, queue, isolation } = nextSteps;
  // the others are down with it
  if (checks.database === 'down') return [database.down, queue[checks.queue]].filter(isText);
  return [storage[checks.storage], queue[checks.queue], isolation[checks.isolation]].filter(isText);
}

const isText = (step?: string): step is string => step !== undefined;

function notReady(checks: Checks): AppError {
  const steps = stepsFor(checks);
  const reason = steps.length > 0 ? steps.join('; ') : 'it is stopping';
  return new AppError({
    kind: 'unavailable',
    code: 'NOT_READY',
    message: `This server cannot serve requests: ${reason}.`,
    details: { checks },
    retryAfterSeconds: 2,
  });
}
