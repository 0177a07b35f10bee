import { statfs } from 'node:fs/promises';

import {
  AppError,
  DatabaseWatch,
  PlatformRepository,
  TENANCY_CONFIG,
  type TenancyConfig,
} from '@app/tenancy';
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
 * On a disk that is nearly full that row may have its room where others have none, so their refusals count, too. Of the
 * embedded database it looks at the disk itself, which it shares with this process.
 */
@Injectable()
export class StorageCheck {
  constructor(
    private readonly platform: PlatformRepository,
    private readonly watch: DatabaseWatch,
    @Inject(TENANCY_CONFIG) private readonly config: Pick<TenancyConfig, 'database'>,
  ) {}

  /** Rejects where the database does not answer at all. */
  async state(): Promise<StorageState> {
    if (this.watch.wasJustFull || (await this.isDiskFull())) return 'full';
    try {
      await this.platform.rows(`UPDATE write_probe SET written_at = now() RETURNING id`);
      return 'up';
    } catch (error) {
      const state = error instanceof AppError ? states[error.code] : undefined;
      if (state === undefined) throw error;
      // what this write meets it meets again
      this.watch.forgetFull();
      return state;
    }
  }

  protected async freeBytes(directory: string): Promise<number> {
    const { bavail, bsize } = await statfs(directory);
    return bavail * bsize;
  }

  private async isDiskFull(): Promise<boolean> {
    const { database } = this.config;
    if (database.kind !== 'embedded' || database.dataDir === undefined) return false;
    return (await this.freeBytes(database.dataDir)) < leastFreeBytes;
  }
}
