import { defineEvent, type StoreScope } from '@app/tenancy';

import type { PageOutcome } from './frontier/ingest-page.entity.js';
import type { IngestStatus } from './ingests/ingest.entity.js';

/** Pages of an ingest got their outcome. */
export const pagesEnded = defineEvent<{ storeId: string; outcomes: PageOutcome[] }>('pages');

/** An ingest ended; `status` is one that no ingest leaves by itself. */
export const ingestEnded = defineEvent<{
  storeId: string;
  ingestId: string;
  status: IngestStatus;
}>('ingest');

export interface SearchEnded {
  storeId: string;
  legs: 'both' | 'lexical';
  /** How the dense leg was searched; `none` without it. */
  method: string;
  ms: number;
}

/** A store's knowledge was searched. `legs`: `lexical` where vectors could not be had. */
export const searchEnded = defineEvent<SearchEnded>('search');

export interface KnowledgeStep {
  storeId: string;
  step: 'discover' | 'fetch' | 'extract' | 'embed' | 'publish';
  /** Of pages or chunks; left out: one page. */
  count?: number;
  end: 'done' | 'failed';
  ms: number;
}

/** A piece of work from a website to searchable chunks was done; `fetch` and `extract` of each page. */
export const stepEnded = defineEvent<KnowledgeStep>('step');

/** Does a step and tells of it. */
export async function whileStep<T>(
  { storeId }: Pick<StoreScope, 'storeId'>,
  step: Pick<KnowledgeStep, 'step' | 'count'>,
  work: () => Promise<T>,
): Promise<T> {
  const start = performance.now();
  const told: KnowledgeStep = { storeId, ...step, end: 'failed', ms: 0 };
  try {
    const result = await stepEnded.within(told, work);
    told.end = 'done';
    return result;
  } finally {
    told.ms = Math.round(performance.now() - start);
    stepEnded.publish(told);
  }
}
