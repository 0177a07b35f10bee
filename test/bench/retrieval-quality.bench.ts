import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { KnowledgeModule, KnowledgeSearch, type RetrievedChunk, tokenize } from '@app/knowledge';
import type { StoreScope } from '@app/tenancy';
import type { TestingModule } from '@nestjs/testing';

import { IndexedPages } from '../support/indexed-pages.js';
import { aStore, openRooms } from '../support/rooms.js';
import { rankByBm25 } from './rank-by-bm25.js';

interface Entry {
  id: string;
  title?: string;
  text: string;
}
interface Collection {
  name: string;
  corpus: Entry[];
  queries: { id: string; text: string }[];
  /** Query id → entry id → grade. */
  judgements: Map<string, Map<string, number>>;
}

const neighbours = '../shared/data';
const depth = 10;

/**
 * nDCG@10 of the search as it is served, on collections in BEIR form: `npm run bench -- retrieval-quality [folder …]`.
 * Each entry is stored as a page, cut, embedded and published; a page counts where its first chunk stands. The measure
 * beside it is BM25 (k1 1.2, b 0.75) over the whole entries in the same run.
 */
export async function run(folders: string[]): Promise<void> {
  const found = folders.length > 0 ? folders : collectionsIn(neighbours);
  if (found.length === 0) {
    process.stdout.write(`No collections in ${neighbours}: skipped. Name folders to measure.\n`);
    return;
  }
  const rooms = await openRooms({ imports: [KnowledgeModule] });
  for (const folder of found) await measureCollection(rooms, readCollection(folder));
  await rooms.close();
}

function collectionsIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).map((name) => path.join(folder, name));
  return names.filter((each) => existsSync(path.join(each, 'qrels.tsv')));
}

function readCollection(folder: string): Collection {
  const lines = (file: string) => readFileSync(path.join(folder, file), 'utf8').trim().split('\n');
  const judgements = new Map<string, Map<string, number>>();
  for (const line of lines('qrels.tsv').slice(1)) {
    const [query = '', entry = '', grade = ''] = line.split('\t');
    judgements.set(query, (judgements.get(query) ?? new Map()).set(entry, Number(grade)));
  }
  return {
    name: path.basename(folder),
    corpus: lines('corpus.jsonl').map((line) => JSON.parse(line) as Entry),
    queries: lines('queries.jsonl').map((line) => JSON.parse(line) as { id: string; text: string }),
    judgements,
  };
}

async function measureCollection(rooms: TestingModule, collection: Collection): Promise<void> {
  const { name, corpus, queries, judgements } = collection;
  const scope = await aStore(rooms);
  const pages = corpus.map(({ title, text }, i) => ({
    path: `/${i}`,
    title: title ?? '',
    markdown: text,
  }));
  await new IndexedPages(rooms).ingest(scope, pages);
  const baseline = rankByBm25(corpus.map(({ title, text }) => tokenize(`${title ?? ''} ${text}`)));

  const sums = { bm25: 0, lexical: 0, hybrid: 0 };
  const judged = queries.filter(({ id }) => judgements.has(id));
  for (const { id, text } of judged) {
    const grades = judgements.get(id) ?? new Map<string, number>();
    const grade = (ranking: number[]) =>
      ndcg(
        ranking.map((i) => corpus[i]?.id ?? ''),
        grades,
      );
    const chunks = await searchDeep(rooms, scope, text);
    sums.bm25 += grade(baseline(tokenize(text)));
    sums.hybrid += grade(pagesOf(chunks));
    sums.lexical += grade(pagesOf(chunks.toSorted(byLexicalRank)));
  }
  report(name, judged.length, sums);
}

async function searchDeep(rooms: TestingModule, scope: StoreScope, query: string) {
  const { results } = await rooms.get(KnowledgeSearch).search(scope, query, { limit: 50 });
  return results;
}

const byLexicalRank = (a: RetrievedChunk, b: RetrievedChunk) =>
  (a.lexicalRank ?? Infinity) - (b.lexicalRank ?? Infinity);

const pagesOf = (chunks: RetrievedChunk[]): number[] => [
  ...new Set(chunks.map(({ url }) => Number(new URL(url).pathname.slice(1)))),
];

function ndcg(ranking: string[], grades: ReadonlyMap<string, number>): number {
  const gain = (list: number[]) =>
    list.slice(0, depth).reduce((sum, grade, i) => sum + grade / Math.log2(i + 2), 0);
  const ideal = gain([...grades.values()].sort((a, b) => b - a));
  return ideal === 0 ? 0 : gain(ranking.map((id) => grades.get(id) ?? 0)) / ideal;
}

function report(name: string, count: number, sums: Record<'bm25' | 'lexical' | 'hybrid', number>) {
  const [bm25, lexical, hybrid] = [sums.bm25, sums.lexical, sums.hybrid].map((sum) => sum / count);
  const against = (value = 0) => `${value.toFixed(3)} (${(value / (bm25 ?? 1)).toFixed(2)} × BM25)`;
  process.stdout.write(
    `${name.padEnd(16)} ${count} questions   BM25 ${bm25?.toFixed(3)}   lexical leg ${against(lexical)}   hybrid ${against(hybrid)}\n`,
  );
}
