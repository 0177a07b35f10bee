import { StoreCopySweep, StoreMoveRunner } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { Schedule } from './schedule.js';

/** How long a move that was asked for waits at most for a worker. */
const everyMs = 2_000;

/** Carries on the moves of stores, each cut off where it is by a stop, and mends the copies of their rows. */
@Injectable()
export class MoveSchedule extends Schedule {
  constructor(
    private readonly moves: StoreMoveRunner,
    private readonly copies: StoreCopySweep,
  ) {
    super(everyMs);
  }

  protected async once(signal: AbortSignal): Promise<void> {
    await this.copies.mend();
    while (!signal.aborted && (await this.moves.runNext(signal)));
  }
}
