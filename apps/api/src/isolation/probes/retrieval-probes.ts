import type { ApiCall } from '../in-process-api.js';
import { lureQuestion, skuOf } from '../stores/synthetic-content.js';
import type { Pair } from '../stores/synthetic-pair.js';

/** One way to text of a store. */
export interface RetrievalProbe {
  title: string;
  /** With the other store's key: must not show the target's marker. */
  call: ApiCall;
  /** With the target's own key it must show it, else the probe would prove nothing. */
  showsOwn: boolean;
}

/** Every way on which a question of the one store could reach a text of the other; none of them stores anything. */
export function retrievalProbes({ target, other }: Pair): RetrievalProbe[] {
  const search = { query: lureQuestion, limit: 50 };
  const sku = skuOf(target.marker);
  const searches: [string, Record<string, unknown>, boolean][] = [
    ['search, both legs', search, true],
    ['search, by the other source', { ...search, source_id: target.ids['source_id'] }, false],
    [
      'search, by kind of page',
      { ...search, page_kinds: ['page', 'faq', 'policy', 'product'] },
      true,
    ],
    ['search, products only', { query: 'lanternfish cushion', products_only: true }, true],
    ['search, by article number', { query: 'lanternfish cushion', product_sku: sku }, true],
    ['search, by a word misspelt', { query: misspelt(target.marker), limit: 50 }, true],
    ['search, by its own word', { query: target.marker.slice(0, 8), limit: 50 }, false],
  ];
  return [
    ...searches.map(([title, body, showsOwn]) => ({
      title,
      showsOwn,
      call: post(`/api/v1/knowledge-base/{store_id}/search`, body),
    })),
    { title: 'answer, stored nowhere', showsOwn: true, call: completion(lureQuestion) },
    {
      title: 'answer, about a product',
      showsOwn: false,
      call: completion(`How much is ${sku}?`.replace(target.marker, '1')),
    },
    { title: 'answer, on trial', showsOwn: true, call: trial() },
    {
      title: 'tool search_knowledge',
      showsOwn: true,
      call: tool('search_knowledge', { query: lureQuestion }),
    },
    { title: 'tool ask', showsOwn: true, call: tool('ask', { question: lureQuestion }) },
  ].map((probe) => ({ ...probe, call: { ...probe.call, key: other.key } }));
}

/** The same call for a store, with its key. */
export const inStore = (call: ApiCall, { storeId, key }: { storeId: string; key: string }) => ({
  ...call,
  key,
  path: call.path.replace('{store_id}', storeId),
});

const post = (path: string, body: unknown): ApiCall => ({ method: 'POST', path, body });

const completion = (content: string) =>
  post('/v1/chat/completions', { model: 'storehand', messages: [{ role: 'user', content }] });

const trial = () =>
  post('/api/v1/stores/{store_id}/agent-settings/try', {
    question: lureQuestion,
    settings: { model: { use: 'quotes' } },
  });

const tool = (name: string, args: Record<string, string>) =>
  post('/mcp', { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name, arguments: args } });

/** Two letters swapped: near enough to be read as the word by the store that has it. */
const misspelt = (word: string) =>
  word.slice(0, 6) + word.charAt(7) + word.charAt(6) + word.slice(8);
