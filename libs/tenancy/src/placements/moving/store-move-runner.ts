import { randomUUID } from 'node:crypto';

import { Injectable, Logger } from '@nestjs/common';

import { describeError } from '../../logs/describe-error.js';
import { StoreScope } from '../../scope/store-scope.js';
import { type MoveStep, type StoreMove, workingSteps } from './store-move.js';
import { StoreMoveRepository } from './store-move.repository.js';
import { type MoveWork, StoreMover } from './store-mover.js';

const beatEveryMs = 2_000;
/** Before the store was switched. */
const mostFailures = 5;

/**
 * Carries moves on, one at a time, from whatever step they are at. The state of record is the move's row, so another process
 * goes on where this one dies. What fails before the store was switched leaves it served and written where it was, and is given up after five tries.
 */
@Injectable()
export class StoreMoveRunner {
  private readonly logger = new Logger(StoreMoveRunner.name);

  constructor(
    private readonly moves: StoreMoveRepository,
    private readonly mover: StoreMover,
  ) {}

  /** Takes one that nobody carries on as far as it goes; false where there was none. */
  async runNext(signal: AbortSignal): Promise<boolean> {
    const holder = randomUUID();
    const move = await this.moves.claim(holder);
    if (move === null) return false;
    const stop = new AbortController();
    let rows = 0;
    let current = move;
    let hasFailed = false;
    const beat = async () => {
      const told = rows;
      rows = 0;
      if (!(await this.moves.beat(current, holder, told))) stop.abort();
    };
    const timer = setInterval(() => void beat().catch(() => undefined), beatEveryMs);
    const work = {
      signal: AbortSignal.any([signal, stop.signal]),
      onRows: (n: number) => (rows += n),
    };
    try {
      for (let next: StoreMove | null = move; next && isWork(next);) {
        current = next;
        next = await this.step(StoreScope.open(next.storeId), next, work);
      }
    } catch (error) {
      hasFailed = true;
      await this.tell(current, error);
    } finally {
      clearInterval(timer);
      await this.moves.letGo(current, holder, hasFailed).catch(() => undefined);
    }
    return true;
  }

  /** The move as it is after it; null where somebody changed it meanwhile. */
  private async step(
    scope: StoreScope,
    move: StoreMove,
    work: MoveWork,
  ): Promise<StoreMove | null> {
    work.signal.throwIfAborted();
    switch (move.step) {
      case 'copying':
        await this.mover.copy(scope, move, work);
        return this.moves.advance(move, 'freezing');
      case 'freezing':
        return this.switchOver(scope, move, work);
      case 'opening':
        await this.mover.open(scope, move);
        return this.moves.advance(move, 'moved');
      case 'clearing':
        await this.mover.clear(scope, move.source);
        return this.moves.advance(move, 'confirmed');
      default:
        await this.mover.thaw(scope, move);
        await this.mover.clear(scope, move.target);
        return this.moves.advance(move, 'cancelled', { error: move.error });
    }
  }

  /** The seconds in which the store takes no writes. */
  private async switchOver(scope: StoreScope, move: StoreMove, work: MoveWork) {
    const startedAt = performance.now();
    try {
      const proof = await this.mover.freeze(scope, move, work);
      work.signal.throwIfAborted();
      const opening = await this.moves.open(move, proof);
      if (opening === null) throw new Error('The move was changed while the store took no writes.');
      await this.mover.open(scope, opening);
      const readOnlyMs = Math.round(performance.now() - startedAt);
      return await this.moves.advance(opening, 'moved', { readOnlyMs });
    } catch (error) {
      // the answer to the switch may have been lost, so that it has to be asked for
      const { step } = await this.moves.get(move.storeId, move.id);
      if (step === 'freezing' || step === 'cancelling') await this.mover.thaw(scope, move);
      throw error;
    }
  }

  private async tell(move: StoreMove, error: unknown): Promise<void> {
    const { storeId, id, step } = move;
    const reason = error instanceof Error ? error.message.slice(0, 500) : 'unknown';
    this.logger.warn(
      { storeId, moveId: id, step, error: describeError(error) },
      'a move was cut off',
    );
    await this.moves.advance(move, afterFailure(move), { error: reason }).catch(() => undefined);
  }
}

/** Each try takes writes from the store for a while, so that one which never ends well is given up. */
function afterFailure({ step, failures }: StoreMove): MoveStep {
  if (step !== 'copying' && step !== 'freezing') return step;
  return failures + 1 < mostFailures ? 'copying' : 'cancelling';
}

const isWork = ({ step }: StoreMove): boolean => (workingSteps as readonly string[]).includes(step);
