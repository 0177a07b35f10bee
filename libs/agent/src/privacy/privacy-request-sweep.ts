import { PlatformRepository } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

/**
 * Forgets the names of requests that were fulfilled once they are due: until then the data can be had again. It looks across
 * stores, since they are found by their age only.
 */
@Injectable()
export class PrivacyRequestSweep {
  constructor(private readonly platform: PlatformRepository) {}

  /** Returns of how many. */
  async forgetFulfilled(): Promise<number> {
    const forgotten = await this.platform.everywhere(
      `UPDATE privacy_requests SET sealed_names = NULL, name_hashes = NULL, updated_at = now()
       WHERE sealed_names IS NOT NULL AND fulfilled_at IS NOT NULL AND due_at < now() RETURNING id`,
    );
    return forgotten.length;
  }
}
