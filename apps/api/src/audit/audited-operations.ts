import type { AuditAction, Principal } from '@app/tenancy';

/**
 * What each operation is called in the audit. Of those that are not here, the operator's are audited as `other`, unless they
 * only read; a spec asks for a name for each that changes something.
 */
const operationsOf: Partial<Record<AuditAction, string>> = {
  'store.create': 'createStore',
  'store.change': 'updateStore',
  'store.erase': 'removeStore',
  'store.export': 'exportStore exportCapsule',
  'store.import': 'importCapsule',
  'shopper.export': 'exportShopper',
  'shopper.erase': 'eraseShopper',
  'privacy.export': 'exportPrivacyRequest',
  'placement.move': 'beginMove confirmMove cancelMove',
  'erasure.verify': 'verifyErasure',
  'key.create': 'createKey',
  'key.change': 'updateKey',
  'key.rotate': 'rotateKey',
  'key.revoke': 'revokeKey',
  'limits.change': 'putLimits',
  'retention.change': 'putRetention',
  'budget.change': 'putBudget removeBudget',
  'settings.change': 'replaceAgentSettings restoreAgentSettings',
  'webhook.change': 'putWebhook rotateWebhookSecret redeliverWebhook removeWebhook',
  'orders.change': 'putOrderEndpoint rotateOrderSecrets removeOrderEndpoint',
  'ingest.change': 'startIngest cancelIngest retryIngest resumeIngest',
  'knowledge.change':
    'createSource updateSource removeSource crawlSource createSnippet replaceSnippet removeSnippet uploadFile ' +
    'uploadFeed removeFile refreshPage reindexKnowledge clearKnowledge createCheckQuestion updateCheckQuestion ' +
    'removeCheckQuestion',
  'release.change': 'publishRelease rollBackRelease',
  'gap.change': 'answerGap replayGap dismissGap reopenGap',
  'conversation.change':
    'createConversation removeConversation requestHandoff takeOverConversation replyAsPerson giveBackConversation ' +
    'closeConversation cancelAnswer giveFeedback removeFeedback',
  'agent.ask':
    'askQuestion createChatCompletion callTool replayAnswer searchKnowledge runCheckQuestions tryAgentSettings ' +
    'tryOrderEndpoint',
  'job.retry': 'retryFailedJob',
  'job.drop': 'dropFailedJob',
  'isolation.check': 'startIsolationCheck',
};

/** What a store's own key does of these is audited as well. */
const ofEverybody: ReadonlySet<AuditAction> = new Set<AuditAction>([
  'store.export',
  'store.erase',
  'shopper.export',
  'shopper.erase',
  'privacy.export',
  'job.retry',
  'job.drop',
]);

/** By the name of the operation in the API's document. */
export const auditedOperations: ReadonlyMap<string, AuditAction> = new Map(
  Object.entries(operationsOf).flatMap(([action, names]) =>
    names.split(' ').map((name) => [name, action as AuditAction] as const),
  ),
);

/** What a request is called in the audit; undefined where it is left out. A read counts only where it has a name. */
export function auditedAs(
  operation: string,
  { principal, method }: { principal?: Principal; method: string },
): AuditAction | undefined {
  const action = auditedOperations.get(operation);
  const isAdmin = principal?.kind === 'admin';
  if (action && (isAdmin || ofEverybody.has(action))) return action;
  return isAdmin && !['GET', 'HEAD'].includes(method) ? 'other' : undefined;
}
