import { readFileSync } from 'node:fs';

import type { ApiClient } from '../e2e/api-client.js';
import { call, operations } from '../e2e/bad-input/operations.js';
import { type RunningApi, startApi } from '../e2e/running-api.js';

/**
 * The documented table: which scope each operation needs. `admin`: no key of a store may call it, whatever its scopes;
 * `widget`: a widget key or a session of one, and nobody else.
 */
const table: Readonly<Record<string, string>> = {
  admin:
    'createStore listStores updateStore removeStore createKey updateKey rotateKey revokeKey putLimits ' +
    'putRetention ' +
    'putBudget removeBudget getPlatformUsage getIsolationReport startIsolationCheck ' +
    'exportCapsule importCapsule listPlacements beginMove listMoves getMove confirmMove cancelMove ' +
    'listAudit verifyAudit listErasures getErasure verifyErasure',
  keys: 'listKeys',
  widget: 'createWidgetSession',
  chat:
    'createConversation getConversation askQuestion listMessages resumeAnswer cancelAnswer giveFeedback removeFeedback ' +
    'requestHandoff createChatCompletion listModels getWidgetConfig',
  'chat+knowledge:read': 'callTool',
  'conversations+knowledge:read+settings+usage+keys': 'exportStore',
  conversations:
    'listConversations removeConversation takeOverConversation replyAsPerson giveBackConversation closeConversation ' +
    'getReceipt replayAnswer listGaps getGap replayGap dismissGap reopenGap exportShopper eraseShopper ' +
    'listPrivacyRequests exportPrivacyRequest getRetention',
  'knowledge:read':
    'getIngest getIngestOutcomes getKnowledgeStatus listPages listSources getSource listSnippets getSnippet listFiles ' +
    'getPage searchKnowledge listReleases getRelease diffReleases listCheckQuestions getCheckQuestion runCheckQuestions ' +
    'listFailedJobs',
  'knowledge:write':
    'startIngest cancelIngest retryIngest resumeIngest createSource updateSource removeSource crawlSource createSnippet ' +
    'replaceSnippet removeSnippet uploadFile uploadFeed removeFile refreshPage reindexKnowledge clearKnowledge ' +
    'publishRelease rollBackRelease createCheckQuestion updateCheckQuestion removeCheckQuestion answerGap ' +
    'retryFailedJob dropFailedJob',
  settings:
    'getStore getOwnStore putWebhook getWebhook rotateWebhookSecret listWebhookDeliveries redeliverWebhook removeWebhook ' +
    'putOrderEndpoint getOrderEndpoint rotateOrderSecrets tryOrderEndpoint removeOrderEndpoint getAgentSettings ' +
    'replaceAgentSettings listAgentSettings restoreAgentSettings tryAgentSettings',
  usage: 'getLimits getUsage getBudget',
  public: 'getLiveness getReadiness receiveShopifyWebhook',
};
const needOf = new Map(
  Object.entries(table).flatMap(([need, names]) =>
    names.split(' ').map((name) => [name, need] as const),
  ),
);
const scopes = [
  ...new Set(
    Object.keys(table)
      .flatMap((need) => need.split('+'))
      .filter((need) => !['admin', 'widget', 'public'].includes(need)),
  ),
];
const origin = 'https://shop.example';

interface Caller {
  name: string;
  client: ApiClient;
  /** What it may do; null: it is no key that works. */
  may: readonly string[] | null;
}

let api: RunningApi;
let storeId: string;
let callers: Caller[];

beforeAll(async () => {
  api = await startApi();
  storeId = String((await api.admin.post('/api/v1/stores', { name: 'Matrix' })).body['id']);
  const revoked = await aKey({ kind: 'store' });
  await api.admin.call('DELETE', `/api/v1/stores/${storeId}/keys/${revoked.id}`);
  const rotated = await aKey({ kind: 'store' });
  await api.admin.post(`/api/v1/stores/${storeId}/keys/${rotated.id}/rotate`, {
    overlap_seconds: 0,
  });
  const soon = new Date(Date.now() + 300).toISOString();
  const expired = await aKey({ kind: 'store', expires_at: soon });
  const widget = await aKey({ kind: 'widget', allowed_origins: [origin] });
  const dead = await aKey({ kind: 'widget', allowed_origins: [origin] });
  const deadSession = await aSession(dead.client);
  await api.admin.call('DELETE', `/api/v1/stores/${storeId}/keys/${dead.id}`);
  callers = [
    { name: 'the operator', client: api.admin, may: ['admin', ...scopes] },
    { name: 'a store key', client: (await aKey({ kind: 'store' })).client, may: scopes },
    { name: 'a widget key', client: widget.client, may: ['chat', 'widget'] },
    { name: 'a session', client: await aSession(widget.client), may: ['chat', 'widget'] },
    { name: 'a session of a revoked key', client: deadSession, may: null },
    { name: 'a revoked key', client: revoked.client, may: null },
    { name: 'a rotated key', client: rotated.client, may: null },
    { name: 'an expired key', client: expired.client, may: null },
    { name: 'an unknown key', client: api.admin.as(`sh_store_${'0'.repeat(30)}`), may: null },
    { name: 'no key', client: api.admin.as(undefined), may: null },
  ];
  for (const scope of scopes) {
    const { client } = await aKey({ kind: 'store', scopes: [scope] });
    callers.push({ name: `a key for ${scope}`, client, may: [scope] });
  }
  // by then the expired one is, and the session's key is remembered no more
  await new Promise((resolve) => setTimeout(resolve, 1_000));
});
afterAll(() => api.stop());

async function aKey(body: object) {
  const answer = await api.admin.post(`/api/v1/stores/${storeId}/keys`, body);
  expect(answer.status).toBe(201);
  return { id: String(answer.body['id']), client: api.admin.as(String(answer.body['key'])) };
}

async function aSession(client: ApiClient): Promise<ApiClient> {
  const { body } = await client.post('/api/v1/widget-sessions', undefined, { headers: { origin } });
  return api.admin.as(String(body['token']));
}

type Verdict = 'let in' | 'unauthorized' | 'forbidden';

function expected({ may }: Caller, need: string): Verdict {
  if (need === 'public') return 'let in';
  if (may === null) return 'unauthorized';
  return need.split('+').every((scope) => may.includes(scope)) ? 'let in' : 'forbidden';
}

const verdictOf = (status: number): Verdict =>
  status === 401 ? 'unauthorized' : status === 403 ? 'forbidden' : 'let in';

describe('the table of scopes', () => {
  it('names every operation once, as the document does', () => {
    const document = JSON.parse(readFileSync('apps/api/openapi.json', 'utf8')) as {
      paths: Record<string, Record<string, { operationId: string; security: { key: string[] }[] }>>;
    };
    const documented = Object.values(document.paths)
      .flatMap((methods) => Object.values(methods))
      .map(({ operationId, security: [first] }) => [operationId, first?.key.join('+') ?? 'public']);

    expect(Object.fromEntries(documented)).toEqual(Object.fromEntries(needOf));
  });

  it.each(operations)('is what every caller meets: $name', async (operation) => {
    const need = String(needOf.get(operation.name));
    const met: Record<string, Verdict> = {};

    for (const { name, client } of callers) {
      // an operator names no store that exists, so that nothing is erased for the callers after it
      const parameters: Record<string, string> = client === api.admin ? {} : { store_id: storeId };
      const body = operation.method === 'GET' ? undefined : {};
      const answer = await call(client, operation, { parameters, body, headers: { origin } });
      met[name] = verdictOf(answer.status);
    }

    const wanted = callers.map((caller) => [caller.name, expected(caller, need)]);
    expect(met).toEqual(Object.fromEntries(wanted));
  });
});
