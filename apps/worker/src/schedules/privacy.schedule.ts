import { PrivacyRequestSweep, ShopperSweep } from '@app/agent';
import { ErasureSweep } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { Schedule } from './schedule.js';

const everyMs = 10_000;

/** Goes on with erasures that nobody works on, and forgets what was asked for. By itself, since one takes as long as a large store has rows. */
@Injectable()
export class PrivacySchedule extends Schedule {
  constructor(
    private readonly erasures: ErasureSweep,
    private readonly shoppers: ShopperSweep,
    private readonly requests: PrivacyRequestSweep,
  ) {
    super(everyMs);
  }

  protected async once(): Promise<void> {
    await this.erasures.goOn();
    await this.shoppers.goOn();
    await this.requests.forgetFulfilled();
  }
}
