import { PrivacyRequestSweep, ShopperSweep } from '@app/agent';
import { ArrivalSweep, ErasureSweep } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { Schedule } from './schedule.js';

const everyMs = 10_000;

/**
 * Goes on with erasures that nobody works on, forgets what was asked for, and removes imports that nobody repeats. By itself,
 * since one takes as long as a large store has rows.
 */
@Injectable()
export class PrivacySchedule extends Schedule {
  constructor(
    private readonly erasures: ErasureSweep,
    private readonly shoppers: ShopperSweep,
    private readonly requests: PrivacyRequestSweep,
    private readonly arrivals: ArrivalSweep,
  ) {
    super(everyMs);
  }

  protected async once(signal: AbortSignal): Promise<void> {
    await this.erasures.goOn();
    await this.shoppers.goOn();
    await this.requests.forgetFulfilled();
    await this.arrivals.removeLeft(signal);
  }
}
