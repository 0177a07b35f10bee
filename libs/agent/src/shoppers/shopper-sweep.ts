import { Erasures } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { ShopperEraser } from './shopper-eraser.service.js';

/** Goes on with erasures of shoppers whose process died, or that left something. */
@Injectable()
export class ShopperSweep {
  constructor(
    private readonly erasures: Erasures,
    private readonly eraser: ShopperEraser,
  ) {}

  /** Returns how many it went on with. */
  async goOn(): Promise<number> {
    const late = await this.erasures.claimLate('shopper');
    for (const { id, scope, shopperId } of late) {
      await this.eraser.goOn(scope, id, String(shopperId));
    }
    return late.length;
  }
}
