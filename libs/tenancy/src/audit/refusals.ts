import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';

import { describeError } from '../logs/describe-error.js';
import type { AuditEnd, AuditFacts } from './audit-action.js';
import { AuditLog } from './audit-log.service.js';

export interface Refusal extends Pick<
  AuditFacts,
  'actor' | 'aboutStoreId' | 'address' | 'correlationId'
> {
  /** Of the problem that it was answered with; left out where many are counted together. */
  code?: string;
  /** Where; that of the first counts. */
  operation?: string;
}

interface Counted {
  refusal: Refusal;
  count: number;
  firstAt: Date;
  lastAt: Date;
}

/** What comes in within a minute is one entry for each caller and reason. */
const writeAfterMs = 60_000;
/** Told apart within a minute, so that strangers cannot fill the disk: what is beyond is counted in one entry for all. */
const toldApart = 50;
const others: Refusal = { actor: { kind: 'unknown' }, operation: 'others' };

/**
 * Who was refused for want of a right key, counted for each caller and reason and written behind, once a minute and at the
 * stop: at most 51 entries a minute and process, however many are refused. What a killed process had not written is lost.
 */
@Injectable()
export class Refusals implements BeforeApplicationShutdown {
  private readonly logger = new Logger(Refusals.name);
  private counted = new Map<string, Counted>();
  private timer?: NodeJS.Timeout;

  constructor(private readonly log: AuditLog) {}

  async beforeApplicationShutdown(): Promise<void> {
    await this.write();
    clearTimeout(this.timer);
  }

  note(refusal: Refusal, at = new Date()): void {
    this.add({ refusal, count: 1, firstAt: at, lastAt: at });
  }

  /** What could not be written is counted on. */
  async write(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    const counted = [...this.counted.values()];
    this.counted = new Map();
    try {
      await this.log.record(counted.map(toEntry));
    } catch (error) {
      this.logger.error({ error: describeError(error) }, 'refusals are not in the audit yet');
      for (const one of counted) this.add(one);
    }
  }

  private add(one: Counted): void {
    const isToldApart = this.counted.has(nameOf(one.refusal)) || this.counted.size < toldApart;
    const counted = isToldApart ? one : { ...one, refusal: others };
    const name = nameOf(counted.refusal);
    const known = this.counted.get(name);
    this.counted.set(name, known ? together(known, counted) : counted);
    this.timer ??= setTimeout(() => void this.write(), writeAfterMs).unref();
  }
}

const together = (one: Counted, other: Counted): Counted => ({
  refusal: one.refusal,
  count: one.count + other.count,
  firstAt: one.firstAt < other.firstAt ? one.firstAt : other.firstAt,
  lastAt: one.lastAt > other.lastAt ? one.lastAt : other.lastAt,
});

const nameOf = ({ actor, aboutStoreId, address, code }: Refusal): string =>
  JSON.stringify([actor.kind, actor.keyId, aboutStoreId, address, code]);

const toEntry = ({ refusal, ...times }: Counted): AuditFacts & AuditEnd => {
  const { operation, ...facts } = refusal;
  const { count, firstAt: first_at, lastAt: last_at } = times;
  const details = { count, first_at, last_at, operation };
  return { action: 'authorisation.refused', outcome: 'refused', ...facts, details };
};
