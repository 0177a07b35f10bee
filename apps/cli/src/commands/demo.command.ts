import { describeSources } from '../answers/describe-sources.js';
import { printAnswer } from '../answers/print-answer.js';
import type { ApiClient } from '../api/api-client.js';
import { CliError } from '../cli-error.js';
import { finishIngest } from '../ingests/finish-ingest.js';
import { type Command, optionalStoreIdOption } from './command.js';

const usualPages = 30;
const usualQuestion = 'What do you sell, and what does delivery cost?';

/** From nothing to a cited answer: what a person tries first, with a store that is made for the website once. */
export const demo: Command = {
  words: ['demo'],
  summary: 'Read a website and ask it something, in one go (needs the admin key, or a store).',
  argument: { name: 'url', description: 'Where the website starts.' },
  options: {
    'store-id': { ...optionalStoreIdOption, description: 'Default: one made for the website.' },
    question: { type: 'string', value: '<text>', description: `Default: "${usualQuestion}"` },
    'max-pages': { type: 'string', value: '<n>', description: `Default: ${usualPages}.` },
  },
  example: 'demo https://shop.example --question "How long do I have to return something?"',
  async run(context, input) {
    const { api, terminal, hint } = context;
    const url = input.argument('url');
    const storeId = input.text('store-id') ?? (await storeFor(api, url));
    const body = {
      store_id: storeId,
      url,
      max_pages: input.wholeNumber('max-pages') ?? usualPages,
    };
    const started = await api.post('/api/v1/knowledge-base/ingest', { body });
    const code = await finishIngest(context, started, true);
    if (code !== 0 || context.isJson) return code;
    const content = input.text('question') ?? usualQuestion;
    terminal.print(`\n${terminal.style('bold', content)}\n`);
    const { id } = await api.post('/api/v1/conversations', { body: { store_id: storeId } });
    const params = { path: { conversation_id: id }, query: { store_id: storeId } };
    const answer = await printAnswer(api.ask({ params, body: { content } }), terminal);
    for (const line of describeSources(answer.citations, terminal)) terminal.print(line);
    terminal.note(`\nAsk on: ${hint(`ask "…" --store-id ${storeId}`)}`);
  },
};

/** The store of an earlier demo of the same website, or a new one. */
async function storeFor(api: ApiClient, url: string): Promise<string> {
  const host = URL.parse(url)?.host;
  if (!host)
    throw new CliError(
      `"${url}" is not the address of a website; give it like https://shop.example.`,
    );
  const name = `Demo of ${host}`.slice(0, 100);
  const known = await api.get('/api/v1/stores', { params: { query: { search: name } } });
  const store = known.items.find((one) => one.name === name);
  return (store ?? (await api.post('/api/v1/stores', { body: { name } }))).id;
}
