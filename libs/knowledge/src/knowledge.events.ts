import { defineEvent } from '@app/tenancy';

import type { PageOutcome } from './frontier/ingest-page.entity.js';
import type { IngestStatus } from './ingests/ingest.entity.js';

/** Pages of an ingest got their outcome. */
export const pagesEnded = defineEvent<{ storeId: string; outcomes: PageOutcome[] }>('pages');

/** An ingest ended; `status` is one that no ingest leaves by itself. */
export const ingestEnded = defineEvent<{ storeId: string; status: IngestStatus }>('ingest');

/** A store's knowledge was searched. `legs`: `lexical` where vectors could not be had. */
export const searchEnded = defineEvent<{
  storeId: string;
  legs: 'both' | 'lexical';
  /** How the dense leg was searched; `none` without it. */
  method: string;
  ms: number;
}>('search');
