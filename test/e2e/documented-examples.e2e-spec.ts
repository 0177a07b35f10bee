import { readFileSync } from 'node:fs';
import path from 'node:path';

import type { ApiClient } from './api-client.js';
import { type RunningApi, startApi } from './running-api.js';

interface Operation {
  operationId: string;
  requestBody?: { content: Record<string, { example?: object; examples?: Examples }> };
}
type Examples = Record<string, { value: object }>;

const file = path.resolve(__dirname, '../../apps/api/openapi.json');
const { paths } = JSON.parse(readFileSync(file, 'utf8')) as {
  paths: Record<string, Record<string, Operation>>;
};
const operations = Object.entries(paths).flatMap(([url, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ url, method, operation })),
);

/** A day later: a moment of an example is past one day. */
const tomorrow = new Date(Date.now() + 86_400_000).toISOString();

/** In this order, as each makes what a later one needs; with the fields that only the reader can know. */
const sent: [operationId: string, own?: object][] = [
  ['createStore', { placement: undefined }],
  ['updateStore'],
  ['createKey', { expires_at: tomorrow, scopes: undefined }],
  ['putLimits'],
  ['putRetention'],
  ['putBudget'],
  // no name but loopback is found where tests run
  ['startIngest', { url: 'http://127.0.0.1:9/' }],
  ['createSource', { url: 'http://127.0.0.1:10/' }],
  ['createSnippet'],
  ['createCheckQuestion', { expected_url: undefined }],
  ['searchKnowledge', { source_id: undefined }],
  ['replaceAgentSettings', { version: undefined }],
  ['tryAgentSettings'],
  ['createConversation'],
  ['askQuestion'],
  ['giveFeedback'],
  ['requestHandoff'],
  ['replyAsPerson'],
  ['createChatCompletion'],
  ['callTool'],
  ['verifyErasure'],
];

let api: RunningApi;
let client: ApiClient;
/** What the addresses name, as earlier answers said. */
const named: Record<string, string> = {};

beforeAll(async () => {
  const hosts = '127.0.0.1:9,127.0.0.1:10';
  api = await startApi({ CHAT_PRICES: 'a-model=1/2', CRAWL_ALLOWED_PRIVATE_HOSTS: hosts });
  client = api.admin;
}, 120_000);
afterAll(() => api.stop());

function exampleOf({ requestBody }: Operation): object {
  const [content] = Object.values(requestBody?.content ?? {});
  return content?.example ?? Object.values(content?.examples ?? {})[0]?.value ?? {};
}

/** What an answer made, for the addresses of those that follow. */
function keepNames(operationId: string, body: Record<string, unknown>): void {
  if (operationId === 'createStore') named['store_id'] = String(body['id']);
  if (operationId === 'createConversation') named['conversation_id'] = String(body['id']);
  if (operationId === 'askQuestion') named['message_id'] = String(body['id']);
  if (operationId === 'createKey') named['key'] = String(body['key']);
}

const needsAdmin = new Set([
  'putLimits',
  'putRetention',
  'putBudget',
  'updateStore',
  'verifyErasure',
]);

describe('the example of a body in the API reference', () => {
  it.each(sent)('is taken as it stands: %s', async (operationId, own = {}) => {
    const found = operations.find(({ operation }) => operation.operationId === operationId);
    const { url, method, operation } = found ?? { url: '', method: '', operation: { operationId } };
    const key = needsAdmin.has(operationId) ? api.admin.key : (named['key'] ?? api.admin.key);
    const to = url.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(named[name]));
    if (operationId === 'replyAsPerson') {
      await client.as(key).post(to.replace(/replies$/, 'take-over'));
    }

    const answer = await client.as(key).call(method.toUpperCase(), to, {
      body: { ...exampleOf(operation), ...own },
      headers: operationId === 'callTool' ? { accept: 'application/json, text/event-stream' } : {},
    });
    keepNames(operationId, answer.body);

    expect(isFine(answer.status) ? 'fine' : answer.text).toBe('fine');
  });
});

const isFine = (status: number): boolean => status >= 200 && status < 300;
