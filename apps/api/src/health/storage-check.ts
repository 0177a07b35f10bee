import { statfs } from 'node:fs/promises';

import { AppError, PlatformRepository, TENANCY_CONFIG, type TenancyConfig } from '@app/tenancy';
import { Inject, Injectable } from '@nestjs/common';

/** Below this the embedded database's next checkpoint may be its last. */
const leastFreeBytes = 64 * 1024 * 1024;

export type StorageState = 'up' | 'full' | 'read_only';

/** What keeps the database from being written to, by the code of its refusal. */
const states: Readonly<Record<string, StorageState>> = {
  TENANCY_DATABASE_FULL: 'full',
  TENANCY_DATABASE_READ_ONLY: 'read_only',
};

/**
 * Tells whether the database takes writes, by writing one row of no store; a standby and a full disk still answer reads.
 * Of the embedded database it looks at the disk, too, which it shares with this process.
 */
@Injectable()
export class StorageCheck {
  constructor(
    private readonly platform: PlatformRepository,
    @Inject(TENANCY_CONFIG) private readonly config: TenancyConfig,
  ) {}

  /** Rejects where the database does not answer at all. */
  async state(): Promise<StorageState> {
    if (await this.isDiskFull()) return 'full';
    try {
      await this.platform.rows(`UPDATE write_probe SET written_at = now() RETURNING id`);
      return 'up';
    } catch (error) {
      const state = error instanceof AppError ? states[error.code] : undefined;
      if (state === undefined) throw error;
      return state;
    }
  }

  private async isDiskFull(): Promise<boolean> {
    const { database } = this.config;
    if (database.kind !== 'embedded' || database.dataDir === undefined) return false;
    const { bavail, bsize } = await statfs(database.dataDir);
    return bavail * bsize < leastFreeBytes;
  }
}
