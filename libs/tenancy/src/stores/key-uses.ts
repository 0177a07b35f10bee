import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';

import { PlatformRepository } from '../database/platform.repository.js';
import { describeError } from '../logs/describe-error.js';

/** So many keys are told apart at once; the rest is noted a little oftener than needed. */
const knownAtMost = 10_000;
/** A key is noted once in so long, which is how exact `last_used_at` is. */
const onceInMs = 60_000;
/** What comes in until then is one statement. */
const writeAfterMs = 1_000;

/**
 * When keys were last used, written down behind the requests that used them, many keys in one statement: a database that
 * is slow, full or read-only holds up nobody who only reads. What could not be written is tried again after a minute. It
 * knows keys of all stores, since the requests of all come by here.
 */
@Injectable()
export class KeyUses implements OnModuleDestroy {
  private readonly logger = new Logger(KeyUses.name);
  private readonly noted = new Map<string, number>();
  private waiting = new Map<string, Date>();
  private timer?: NodeJS.Timeout;
  private isOver = false;

  constructor(private readonly platform: PlatformRepository) {}

  onModuleDestroy(): void {
    this.isOver = true;
    clearTimeout(this.timer);
  }

  note(keyId: string): void {
    const now = Date.now();
    if (now - (this.noted.get(keyId) ?? 0) < onceInMs) return;
    if (this.noted.size >= knownAtMost) this.noted.clear();
    this.noted.set(keyId, now);
    this.waiting.set(keyId, new Date(now));
    this.writeIn(writeAfterMs);
  }

  private writeIn(ms: number): void {
    if (!this.isOver) this.timer ??= setTimeout(() => void this.write(), ms).unref();
  }

  private async write(): Promise<void> {
    const uses = this.waiting;
    this.waiting = new Map();
    const isWritten = await this.update(uses);
    this.timer = undefined;
    if (!isWritten) this.keep(uses);
    if (this.waiting.size > 0) this.writeIn(isWritten ? writeAfterMs : onceInMs);
  }

  /** What another process writes at this moment is as good, so that none waits for another. */
  private async update(uses: ReadonlyMap<string, Date>): Promise<boolean> {
    try {
      await this.platform.rows(
        `UPDATE api_keys k SET last_used_at = used.at
         FROM (SELECT own.id, u.at FROM unnest($1::uuid[], $2::timestamptz[]) AS u (id, at)
               JOIN api_keys own ON own.id = u.id
                 AND coalesce(own.last_used_at, '-infinity') < u.at - interval '50 seconds'
               FOR NO KEY UPDATE OF own SKIP LOCKED) AS used
         WHERE k.id = used.id RETURNING k.id`,
        [[...uses.keys()], [...uses.values()].map((at) => at.toISOString())],
      );
      return true;
    } catch (error) {
      this.logger.warn({ error: describeError(error) }, 'when keys were used is not written yet');
      return false;
    }
  }

  private keep(uses: ReadonlyMap<string, Date>): void {
    for (const [keyId, at] of uses) {
      if (this.waiting.size >= knownAtMost) return;
      if (!this.waiting.has(keyId)) this.waiting.set(keyId, at);
    }
  }
}
