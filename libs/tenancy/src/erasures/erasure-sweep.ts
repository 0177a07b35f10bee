import { Injectable } from '@nestjs/common';

import { Erasures } from './erasures.service.js';
import { StoreEraser } from './store-eraser.js';

/** Goes on with erasures of stores whose process died, or that left something. */
@Injectable()
export class ErasureSweep {
  constructor(
    private readonly erasures: Erasures,
    private readonly eraser: StoreEraser,
  ) {}

  /** Returns how many it went on with. */
  async goOn(): Promise<number> {
    const late = await this.erasures.claimLate('store');
    for (const { id, scope } of late) await this.eraser.goOn(scope, id);
    return late.length;
  }
}
