import {
  Inject,
  Injectable,
  Logger,
  type OnModuleDestroy,
  type OnModuleInit,
} from '@nestjs/common';
import { Redis } from 'ioredis';
import { RateLimiterPostgres, RateLimiterRedis, type RateLimiterRes } from 'rate-limiter-flexible';

import { TENANCY_CONFIG, type TenancyConfig } from '../config/tenancy.config.js';
import { PlatformRepository } from '../database/platform.repository.js';
import { inTime } from '../errors/in-time.js';

/** How much of a bucket was taken by all processes since its window began. */
export interface Counted {
  used: number;
  endsAt: number;
}

/** A request waits no longer than this for its counting; one in the database may wait for a statement of others. */
const redisAnswersWithinMs = 400;
const databaseAnswersWithinMs = 1_000;
/** After a failure it is not asked for so long: an outage must not cost each request its wait. */
const leaveAloneMs = 2_000;
/** Whether a bucket is empty is decided by its reader, whose limit may differ by store; the library wants one. */
const points = 2_000_000_000;

/**
 * Counts what all processes took from a bucket in its window: in Redis where there is one, else in an unlogged table.
 * Buckets are of addresses and keys before any store is known, which is why it works as the platform.
 */
@Injectable()
export class SharedCounter implements OnModuleInit, OnModuleDestroy {
  private readonly logger = new Logger(SharedCounter.name);
  private readonly redis?: Redis;
  private readonly limiter: RateLimiterRedis | RateLimiterPostgres;
  private awayUntil = 0;

  constructor(@Inject(TENANCY_CONFIG) config: TenancyConfig, platform: PlatformRepository) {
    this.redis = config.redisUrl ? connect(config.redisUrl) : undefined;
    this.limiter = this.redis
      ? inRedis(this.redis, `${config.queuePrefix}:limits`)
      : inPostgres(platform);
  }

  /** The first request must not find a connection that is not there yet; a server that is away holds nobody up. */
  async onModuleInit(): Promise<void> {
    if (this.redis) await inTime(this.redis.connect(), 1_000, late).catch(() => undefined);
  }

  onModuleDestroy(): void {
    this.redis?.disconnect();
  }

  /** Null while the counter does not answer: whoever asks counts for itself then. */
  async add(bucket: string, amount: number, seconds: number): Promise<Counted | null> {
    const counting = () => this.limiter.consume(bucket, amount, { customDuration: seconds });
    const counted = await this.unlessAway(counting);
    return counted && toCounted(counted);
  }

  /** What was taken, without taking; null where nothing was, or nobody knows. */
  async look(bucket: string): Promise<Counted | null> {
    const counted = await this.unlessAway(() => this.limiter.get(bucket));
    return counted && toCounted(counted);
  }

  /** Forgets buckets; returns how many there were. What cannot be reached now is over with its window. */
  async forget(buckets: readonly string[]): Promise<number> {
    const forgotten = buckets.map((bucket) => this.unlessAway(() => this.limiter.delete(bucket)));
    return (await Promise.all(forgotten)).filter(Boolean).length;
  }

  private async unlessAway<T>(ask: () => Promise<T>): Promise<T | null> {
    if (Date.now() < this.awayUntil) return null;
    try {
      return await inTime(ask(), this.redis ? redisAnswersWithinMs : databaseAnswersWithinMs, late);
    } catch (error) {
      if (Date.now() >= this.awayUntil) {
        const reason = error instanceof Error ? error.message : 'unknown';
        this.logger.warn(
          { reason },
          'The counter of limits does not answer: counting in this process',
        );
      }
      this.awayUntil = Date.now() + leaveAloneMs;
      return null;
    }
  }
}

const late = (): Error => new Error('it took too long');

const toCounted = ({ consumedPoints, msBeforeNext }: RateLimiterRes): Counted => ({
  used: consumedPoints,
  endsAt: Date.now() + Math.max(0, msBeforeNext),
});

function connect(url: string): Redis {
  // what cannot be counted now is counted here instead, so nothing is kept for later
  const redis = new Redis(url, {
    lazyConnect: true,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    retryStrategy: (times) => Math.min(times * 100, 2_000),
  });
  // without a listener a lost connection would end the process
  redis.on('error', () => undefined);
  return redis;
}

const inRedis = (redis: Redis, keyPrefix: string) =>
  new RateLimiterRedis({
    storeClient: redis,
    keyPrefix,
    points,
    duration: 60,
    rejectIfRedisNotReady: true,
  });

/** The library speaks to a client of `pg`; ours takes on the role that may write the table. */
const inPostgres = (platform: PlatformRepository) =>
  new RateLimiterPostgres({
    storeClient: {
      async query({ text, values }: { text: string; values: unknown[] }) {
        // what is deleted is counted by what comes back
        const returning = text.startsWith('DELETE') ? ' RETURNING key' : '';
        const rows = await platform.rows(text + returning, values);
        return { rows, rowCount: rows.length };
      },
    },
    storeType: 'client',
    tableName: 'limit_counts',
    tableCreated: true,
    keyPrefix: '',
    points,
    duration: 60,
  });
