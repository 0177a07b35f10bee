import {
  EMBEDDING_MODEL,
  type EmbeddingModel,
  KnowledgeSearch,
  type SearchOptions,
} from '@app/knowledge';
import type { StoreScope } from '@app/tenancy';
import type { TestingModule } from '@nestjs/testing';

import { IndexedPages } from '../../support/indexed-pages.js';
import { aStore } from '../../support/rooms.js';
import type { Collection, Entry } from './collection.js';
import { measure } from './measures.js';
import { rankByBm25 } from './rank-by-bm25.js';
import type { Run } from './run-file.js';

/** Chunks asked for, so that ten different pages are among them. */
const LIMIT = 50;

/**
 * Stores each entry as a page of a fresh store, has it cut, embedded, indexed and published as an ingest does, and asks
 * every question of the served search: both legs apart, fused, and BM25 beside them. A page stands where its first chunk does.
 */
export async function runCollection(rooms: TestingModule, collection: Collection): Promise<Run> {
  const { name, entries, questions } = collection;
  const startedAt = new Date().toISOString();
  const scope = await aStore(rooms, { name });
  await new IndexedPages(rooms).ingest(scope, entries.map(toPage));
  const baseline = rankByBm25(entries.map(({ title, text }) => `${title} ${text}`));
  const idOf = (place: number) => entries[place]?.id ?? '';

  const asked: Run['questions'] = [];
  for (const { id, text, grades } of questions) {
    const ask = async (options?: SearchOptions) =>
      (await findPages(rooms, scope, text, options)).map(idOf);
    const rankings = {
      bm25: baseline(text).slice(0, LIMIT).map(idOf),
      lexical: await ask({ leg: 'lexical' }),
      dense: await ask({ leg: 'dense' }),
      hybrid: await ask(),
    };
    const measures = {
      bm25: measure(rankings.bm25, grades),
      lexical: measure(rankings.lexical, grades),
      dense: measure(rankings.dense, grades),
      hybrid: measure(rankings.hybrid, grades),
    };
    asked.push({ id, text, rankings, measures });
  }
  const { fingerprint } = rooms.get<EmbeddingModel>(EMBEDDING_MODEL, { strict: false });
  return { collection: name, model: fingerprint, startedAt, questions: asked };
}

/** A page's place in the corpus is its path; its language is left to be found out. */
const toPage = ({ title, text }: Entry, place: number) => ({
  path: `/${place}`,
  title,
  markdown: text,
  language: null,
});

async function findPages(
  rooms: TestingModule,
  scope: StoreScope,
  question: string,
  options?: SearchOptions,
): Promise<number[]> {
  const search = rooms.get(KnowledgeSearch);
  const { results } = await search.search(scope, question, { ...options, limit: LIMIT });
  return [...new Set(results.map(({ url }) => Number(new URL(url).pathname.slice(1))))];
}
