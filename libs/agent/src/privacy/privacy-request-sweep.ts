import { PlatformRepository } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

/** Of one statement; the next sweep, seconds later, goes on. */
const atOnce = 500;

/**
 * Forgets the names of requests that were fulfilled once they are due: until then the data can be had again. It looks across
 * stores, since they are found by their age only.
 */
@Injectable()
export class PrivacyRequestSweep {
  constructor(private readonly platform: PlatformRepository) {}

  /** Returns of how many, at most 500 in each database. */
  async forgetFulfilled(): Promise<number> {
    const forgotten = await this.platform.everywhere(
      `UPDATE privacy_requests SET sealed_names = NULL, name_hashes = NULL, updated_at = now()
       WHERE (store_id, id) IN (
         SELECT store_id, id FROM privacy_requests
         WHERE sealed_names IS NOT NULL AND fulfilled_at IS NOT NULL AND due_at < now()
         LIMIT $1 FOR UPDATE SKIP LOCKED) RETURNING id`,
      [atOnce],
    );
    return forgotten.length;
  }
}
