import type { StoreScope } from '@app/tenancy';

import type { PageResult } from '../frontier/frontier.repository.js';
import type { PageText } from '../pages/page-text.js';

export type ImportedText = Omit<PageText, 'sourceId' | 'url' | 'contentHash' | 'blockHashes'>;

/** What became of one thing of an import, before anything is written. */
export type ImportReading =
  | { kind: 'text'; text: ImportedText; detail?: string }
  /** Its text is known to be as it was. */
  | { kind: 'kept'; fetchedAt: Date; detail: string | null }
  | { kind: 'ended'; result: PageResult };

/** One source that is being imported: what it holds now, each thing by an address of its own. */
export interface OpenImport {
  urls: readonly string[];
  /** How many are taken and written at once. */
  atOnce: number;
  read(url: string, signal: AbortSignal): Promise<ImportReading>;
  /** Called in the transaction that writes the outcome. */
  note?(tx: StoreScope, url: string, result: PageResult): Promise<void>;
}

/** Why a source cannot be imported at all. */
export interface ImportFailure {
  code: string;
  detail: string;
}

/** Another reads from the same host: when to ask again for the turn. */
export interface ImportDelay {
  waitMs: number;
}

export type ImportOpening = OpenImport | ImportFailure | ImportDelay;
