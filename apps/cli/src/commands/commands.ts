import { diffRelease } from '../releases/diff-release.command.js';
import { listReleases } from '../releases/list-releases.command.js';
import { publishRelease } from '../releases/publish-release.command.js';
import { rollBackRelease } from '../releases/roll-back-release.command.js';
import { ask } from './ask.command.js';
import { clear } from './clear.command.js';
import type { Command } from './command.js';
import { createKey } from './create-key.command.js';
import { createStore } from './create-store.command.js';
import { ingest } from './ingest.command.js';
import { listStores } from './list-stores.command.js';
import { reindex } from './reindex.command.js';
import { revokeKey } from './revoke-key.command.js';
import { status } from './status.command.js';

/** Every command, in the order the help shows them: that of a first day with Storehand. */
export const commands: readonly Command[] = [
  createStore,
  listStores,
  createKey,
  revokeKey,
  ingest,
  status,
  reindex,
  listReleases,
  diffRelease,
  publishRelease,
  rollBackRelease,
  clear,
  ask,
];
