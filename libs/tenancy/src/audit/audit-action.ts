/** What an entry can be about. The list is closed: filters, metrics and whoever reads the trail know it. */
export const auditActions = [
  'store.create',
  'store.change',
  'store.export',
  'store.import',
  'store.erase',
  'import.expire',
  'shopper.export',
  'shopper.erase',
  'privacy.receive',
  'privacy.export',
  'erasure.verify',
  'placement.move',
  'key.create',
  'key.change',
  'key.rotate',
  'key.revoke',
  'key.expire',
  'limits.change',
  'retention.change',
  'budget.change',
  'settings.change',
  'webhook.change',
  'orders.change',
  'ingest.change',
  'knowledge.change',
  'release.change',
  'gap.change',
  'conversation.change',
  'agent.ask',
  'job.retry',
  'job.drop',
  'queues.sign_in',
  'queues.change',
  'isolation.check',
  'authorisation.refused',
  'audit.expire',
  /** An operator's request at a route that nobody gave a name yet. */
  'other',
] as const;
export type AuditAction = (typeof auditActions)[number];

/** `begun` stays where nobody lived to say what became of it. */
export const auditOutcomes = ['begun', 'done', 'refused', 'failed'] as const;
export type AuditOutcome = (typeof auditOutcomes)[number];

export const auditActorKinds = [
  'admin',
  'store',
  'widget',
  'session',
  'shopify',
  'system',
  'unknown',
] as const;
export interface AuditActor {
  kind: (typeof auditActorKinds)[number];
  /** The id of its key, never the key. */
  keyId?: string;
}

/** Who did what to what. Nothing in it is a key, a text or, but for the address as configured, of a person. */
export interface AuditFacts {
  action: AuditAction;
  actor: AuditActor;
  aboutStoreId?: string;
  subjectId?: string;
  correlationId?: string;
  address?: string;
  /** Names and numbers, at most 4,000 bytes. */
  details?: Readonly<Record<string, unknown>>;
}

/** What became of it; `code`: of the problem that it was refused or failed with. */
export interface AuditEnd {
  outcome: AuditOutcome;
  code?: string;
}
