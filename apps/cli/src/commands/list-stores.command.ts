import type { Schema } from '@app/client';

import type { ApiClient } from '../api/api-client.js';
import { ApiProblem } from '../api/api-problem.js';
import { formatAge } from '../terminal/format-time.js';
import { oneLine } from '../terminal/printable.js';
import type { Command } from './command.js';

type Store = Schema<'Store'>;
interface StoreWithStatus {
  store: Store;
  /** Null while the database that the store lives in is away, or not known to the API that was asked. */
  knowledge: Schema<'KnowledgeStatus'> | null;
}

const head = ['NAME', 'ID', 'STATUS', 'PAGES', 'CHUNKS', 'LAST INGEST'];

/** Statuses asked for at once; kind to a small server. */
const atOnce = 4;

export const listStores: Command = {
  words: ['stores', 'list'],
  summary: 'List all stores with their knowledge and last ingest (needs the admin key).',
  options: {},
  example: 'stores list',
  async run({ api, terminal, isJson, hint }) {
    const stores = await withStatus(api, await api.list('/api/v1/stores'));
    if (isJson) {
      const merged = stores.map(({ store, knowledge }) => ({ ...store, knowledge }));
      return terminal.print(JSON.stringify(merged));
    }
    if (stores.length === 0) {
      return terminal.note(`There are no stores yet: ${hint('stores create --name "My store"')}`);
    }
    terminal.printTable(head, stores.map(toRow));
  },
};

async function withStatus(api: ApiClient, stores: Store[]): Promise<StoreWithStatus[]> {
  const found: StoreWithStatus[] = [];
  for (let at = 0; at < stores.length; at += atOnce) {
    const few = stores.slice(at, at + atOnce).map(async (store) => ({
      store,
      knowledge: await knowledgeOf(api, store),
    }));
    found.push(...(await Promise.all(few)));
  }
  return found;
}

/** One store whose database is away hides none of the others. */
async function knowledgeOf(api: ApiClient, { id }: Store): Promise<StoreWithStatus['knowledge']> {
  const params = { path: { store_id: id } };
  try {
    return await api.get('/api/v1/knowledge-base/{store_id}/status', { params });
  } catch (error) {
    const isAway =
      error instanceof ApiProblem && error.problem.code === 'TENANCY_DATABASE_UNAVAILABLE';
    if (isAway) return null;
    throw error;
  }
}

function toRow({ store, knowledge }: StoreWithStatus): string[] {
  const { name, id, is_active } = store;
  const named = [oneLine(name).slice(0, 32), id];
  if (knowledge === null) return [...named, 'away', '–', '–', `in placement ${store.placement}`];
  return [
    ...named,
    is_active ? knowledge.status : 'switched off',
    String(knowledge.page_count),
    String(knowledge.chunk_count),
    lastIngest(knowledge.last_ingest),
  ];
}

function lastIngest(ingest: Schema<'IngestDetail'> | null): string {
  if (!ingest) return 'none';
  const age = formatAge(ingest.finished_at ?? ingest.started_at);
  const { failed } = ingest.pages;
  const parts = [ingest.status, age, failed ? `${failed} failed` : '', ingest.error?.code ?? ''];
  return parts.filter(Boolean).join(', ');
}
