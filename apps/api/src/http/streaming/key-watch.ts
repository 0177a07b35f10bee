import { describeError, KeyDirectory, keyRefused } from '@app/tenancy';
import { Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';

import { RunningAnswers } from './running-answers.js';

/** With the time of one statement well within the five seconds that an open stream may outlive its key. */
const lookEveryMs = 2_000;

/**
 * Ends answers being written whose key has ended since they began, or left their site: it was checked when they were asked for, and a stream
 * asks no more. One statement for all keys, none while nobody waits. While the database is away nothing is known, so
 * nothing ends.
 */
@Injectable()
export class KeyWatch implements OnModuleInit, OnModuleDestroy {
  private readonly logger = new Logger(KeyWatch.name);
  private timer?: NodeJS.Timeout;

  constructor(
    private readonly answers: RunningAnswers,
    private readonly keys: KeyDirectory,
  ) {}

  onModuleInit(): void {
    this.timer = setInterval(() => void this.look(), lookEveryMs).unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  async look(): Promise<void> {
    const holders = this.answers.holders();
    if (holders.length === 0) return;
    try {
      this.answers.refuse(await this.keys.endedOf(holders), keyRefused());
    } catch (error) {
      this.logger.warn({ error: describeError(error) }, 'the keys of open streams are not known');
    }
  }
}
