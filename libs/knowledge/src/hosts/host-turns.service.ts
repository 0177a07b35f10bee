import { randomUUID } from 'node:crypto';

import { Injectable } from '@nestjs/common';

import { HostGate } from '../crawling/fetching/host-gate.js';
import { type HostTurn, HostTurnRepository } from './host-turn.repository.js';

export type TurnResult<T> = { isTaken: true; result: T } | { isTaken: false; waitMs: number };

/** A quarter of a lease. */
const renewMs = 2_000;

/**
 * Makes the slices that crawl one host take turns, in all stores and all workers, so that what `HostGate` holds within a
 * process (two requests in flight, crawl-delay, Retry-After) holds over all of them. Costs two statements a slice.
 */
@Injectable()
export class HostTurns {
  constructor(
    private readonly turns: HostTurnRepository,
    private readonly gate: HostGate,
  ) {}

  /** Does the work in the host's turn, or says when to come back for it. */
  async take<T>(host: string, ingestId: string, work: () => Promise<T>): Promise<TurnResult<T>> {
    const turn = { host, ingestId, runId: randomUUID() };
    const { isOurs, waitMs } = await this.turns.ask(turn);
    if (!isOurs) return { isTaken: false, waitMs };
    this.gate.holdOff(host, waitMs);
    return { isTaken: true, result: await this.during(turn, work) };
  }

  /**
   * For a single request that somebody waits for: in a turn between those of others, where the host may be asked now.
   * Whoever crawls it goes first. `waitMs` is 0 where it is only taken for the moment.
   */
  async takeFree<T>(host: string, work: () => Promise<T>): Promise<TurnResult<T>> {
    const turn = { host, runId: randomUUID() };
    const { isOurs, waitMs } = await this.turns.askOnce(turn);
    if (!isOurs) return { isTaken: false, waitMs };
    return { isTaken: true, result: await this.during(turn, work) };
  }

  private async during<T>(
    turn: Pick<HostTurn, 'host' | 'runId'>,
    work: () => Promise<T>,
  ): Promise<T> {
    const timer = setInterval(() => {
      // a turn that is not renewed is another's at worst
      this.turns.renew(turn).catch(() => undefined);
    }, renewMs);
    try {
      return await work();
    } finally {
      clearInterval(timer);
      // one that is not given back runs out
      await this.turns.release(turn, this.gate.waitMs(turn.host)).catch(() => undefined);
    }
  }

  /** How much longer a host wants to be left alone, by whomever, as far as it was told between turns. */
  waitMs(host: string): Promise<number> {
    return this.turns.waitMs(host);
  }

  forgetIdle(): Promise<number> {
    return this.turns.forgetIdle();
  }
}
