import { OldRows } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

/** A receipt has some 20 KB; so many go within a second, and a hundred times as many in a quarter of an hour. */
const atOnce = 500;

/** Removes receipts that their store keeps no longer; their messages stay. */
@Injectable()
export class ReceiptSweep {
  constructor(private readonly old: OldRows) {}

  /** Returns how many were removed, at most 500 in each database; the next sweep goes on. */
  removeOld(): Promise<number> {
    return this.old.remove(
      { table: 'receipts', column: 'message_id', kept: 'receipt_days' },
      atOnce,
    );
  }
}
