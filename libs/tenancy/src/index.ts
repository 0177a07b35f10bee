export { AUDIT_CONFIG, type AuditConfig } from './audit/audit.config.js';
export {
  type AuditAction,
  auditActions,
  type AuditActor,
  auditActorKinds,
  type AuditEnd,
  type AuditFacts,
  type AuditOutcome,
  auditOutcomes,
} from './audit/audit-action.js';
export { AuditChain, type ChainHead, type ChainState } from './audit/audit-chain.js';
export { AuditDirectory, type AuditEntry, type AuditFilter } from './audit/audit-directory.js';
export { AuditLog, type BegunEntry } from './audit/audit-log.service.js';
export { AuditSweep } from './audit/audit-sweep.js';
export { type Refusal, Refusals } from './audit/refusals.js';
export { EnvError, readEnv } from './config/read-env.js';
export { readTenancyConfig, TENANCY_CONFIG, type TenancyConfig } from './config/tenancy.config.js';
export { dataSourceOptions } from './database/connections/data-source-options.js';
export { DatabaseWatch } from './database/connections/database-watch.js';
export { Databases } from './database/connections/databases.js';
export { DatabaseRoleCheck } from './database/database-role-check.js';
export { keyByStore } from './database/key-by-store.js';
export { migrateDatabase } from './database/migrate.js';
export { againWhilePassing } from './database/passing-errors.js';
export { PlatformRepository } from './database/platform.repository.js';
export { secureStoreRows, secureStoreTable } from './database/secure-store-table.js';
export { StoreConnections } from './database/store-connections.js';
export { StoreOwnedEntity } from './database/store-owned.entity.js';
export {
  type FindOptions,
  type NewRow,
  type SliceOptions,
  type StorePatch,
  StoreScopedRepository,
  type StoreWhere,
} from './database/store-scoped.repository.js';
export { type Ask, type StoreTable, storeTables } from './database/store-tables.js';
export { TableVacuum } from './database/table-vacuum.js';
export {
  type ErasedPlace,
  type Erasure,
  type ErasureKind,
  erasureKinds,
  placeOfQueue,
  placeOfTable,
} from './erasures/erasure.js';
export { ErasureSweep } from './erasures/erasure-sweep.js';
export { Erasures, type LateErasure } from './erasures/erasures.service.js';
export { StoreEraser } from './erasures/store-eraser.js';
export { AppError, type AppErrorFields, type ErrorKind, errorKinds } from './errors/app-error.js';
export { inTime } from './errors/in-time.js';
export { type AuditWritten, auditWritten } from './events/audit-written.js';
export { defineEvent, type HappeningEvent } from './events/define-event.js';
export { type JobEnded, jobEnded } from './events/job-ended.js';
export { type JobRan, jobRan } from './events/job-ran.js';
export { type ModelCalled, modelCalled } from './events/model-called.js';
export { type ExportLine, StoreExporter } from './exports/store-exporter.service.js';
export {
  type IsolationCheck,
  IsolationChecks,
  type IsolationFailure,
  type IsolationFindings,
  type IsolationOutcome,
} from './isolation/isolation-checks.js';
export { type SyntheticStore, SyntheticStores } from './isolation/synthetic-stores.js';
export { answerJobs } from './jobs/apart/answer-jobs.js';
export { answerQuestions } from './jobs/apart/answer-questions.js';
export { JobsApart } from './jobs/apart/jobs-apart.js';
export { ProcessApart, ProcessDiedError } from './jobs/apart/process-apart.js';
export { defineJob, type JobData, type JobDefinition } from './jobs/define-job.js';
export { defineQueue, type QueueDefinition } from './jobs/define-queue.js';
export { type JobsOf, QueueEraser } from './jobs/erasing/queue-eraser.js';
export { type FailedJob, toFailedJob } from './jobs/failed/failed-job.js';
export { FailedJobs } from './jobs/failed/failed-jobs.service.js';
export { assertEveryJobHasOneHandler } from './jobs/job-check.js';
export { JobTrial, type TrialEnd } from './jobs/job-trial.js';
export { type JobRun, OnJob } from './jobs/on-job.decorator.js';
export { QueueModule } from './jobs/queue.module.js';
export { queueConnection, queueSchema } from './jobs/server/queue-connection.js';
export { QueueServerCheck } from './jobs/server/queue-server-check.js';
export { StoreJobRunner } from './jobs/store-job-runner.js';
export { StoreProcessor } from './jobs/store-processor.decorator.js';
export { type AddOptions, type Lane, StoreQueue } from './jobs/store-queue.js';
export { type Bucket, RequestLimits, type Taken } from './limits/request-limits.js';
export {
  type CapName,
  type LimitName,
  limitNames,
  type Limits,
  type RateName,
  storeLimits,
} from './limits/store-limits.js';
export { type CapWish, StoreLimitsService } from './limits/store-limits.service.js';
export { describeError } from './logs/describe-error.js';
export { lineOptions } from './logs/line-options.js';
export {
  addLogFields,
  currentLogFields,
  type LogFields,
  withLogFields,
} from './logs/log-fields.js';
export { logStream } from './logs/log-stream.js';
export { safeText } from './logs/safe-text.js';
export { SeldomLog } from './logs/seldom-log.js';
export { tellCrash } from './logs/tell-crash.js';
export { mayScrape } from './metrics/may-scrape.js';
export { ModelMetrics } from './metrics/model-metrics.js';
export { ProcessMetrics } from './metrics/process-metrics.js';
export { tenancyMigrations } from './migrations/index.js';
export { SealedColumns } from './placements/capsules/sealed-columns.js';
export { VectorModels } from './placements/capsules/vector-models.js';
export {
  type Capsule,
  CapsuleExportService,
} from './placements/exporting/capsule-export.service.js';
export { holdSql } from './placements/hold-sql.js';
export { ArrivalSweep } from './placements/importing/arrival-sweep.js';
export type { ImportWishes } from './placements/importing/capsule-checks.js';
export {
  CapsuleImportService,
  type ImportedStore,
} from './placements/importing/capsule-import.service.js';
export {
  type MoveProof,
  type MoveStep,
  moveSteps,
  type StoreMove,
} from './placements/moving/store-move.js';
export { StoreMoveRunner } from './placements/moving/store-move-runner.js';
export { StoreMovesService } from './placements/moving/store-moves.service.js';
export { type Placement, PlacementDirectory } from './placements/placement-directory.js';
export { sharedPlacement } from './placements/placement-locations.js';
export { StoreCopySweep } from './placements/store-copy-sweep.js';
export { StoreHolds } from './placements/store-holds.js';
export { StoreSamples } from './placements/store-samples.js';
export { OldRows } from './retention/old-rows.js';
export { RETENTION_CONFIG } from './retention/retention.config.js';
export {
  MOST_DAYS,
  type Retention,
  type RetentionName,
  retentionNames,
  retentions,
} from './retention/retention.js';
export { StoreRetention } from './retention/store-retention.service.js';
export {
  type KeyKind,
  type Need,
  Needs,
  type Principal,
  Public,
  type WidgetPrincipal,
} from './scope/access.decorator.js';
export { CurrentPrincipal, CurrentStore } from './scope/current-store.decorator.js';
export { KeyAuthenticator } from './scope/key-authenticator.js';
export {
  allKeyScopes,
  type KeyScope,
  keyScopes,
  scopesOf,
  type StoreKeyKind,
  storeKeyKinds,
} from './scope/key-scopes.js';
export { headerOf, type ScopedRequest } from './scope/scoped-request.js';
export { StoreGuard } from './scope/store.guard.js';
export { StoreAlsoIn, type StorePlace } from './scope/store-places.decorator.js';
export { isUuid, type Shopper, StoreScope } from './scope/store-scope.js';
export { type IssuedSession, WidgetSessions } from './scope/widget-sessions.service.js';
export { stopOnSignal } from './signals/stop-on-signal.js';
export { ApiKey } from './stores/api-key.entity.js';
export { ApiKeysService, type KeyChanges, type NewApiKey } from './stores/api-keys.service.js';
export { CredentialVault } from './stores/credential-vault.js';
export { KeyDirectory, type KeyHolder } from './stores/key-directory.js';
export {
  decodeCursor,
  encodeCursor,
  type ListCursor,
  type ListSlice,
  toSlice,
} from './stores/list-cursor.js';
export { ShopifyShops } from './stores/shopify-shops.js';
export { type ShownStore, Store } from './stores/store.entity.js';
export { StoreDirectory } from './stores/store-directory.js';
export { type NewStore, type StoreChanges, StoresService } from './stores/stores.service.js';
export { keyRefused, storeNotFound } from './tenancy.errors.js';
export { TenancyModule } from './tenancy.module.js';
export { Tracing } from './tracing/tracing.js';
export type { NewBudget } from './usage/budgets/budget.repository.js';
export { BudgetService, type CurrentBudget } from './usage/budgets/budget.service.js';
export { type BudgetStep, budgetSteps } from './usage/budgets/budget-step.js';
export type { CallAbout, CallCost, Counted, Meter, OpenCall } from './usage/call-meter.js';
export type { ModelPrice, PriceTable } from './usage/prices/price-table.js';
export { readUsageConfig, USAGE_CONFIG, type UsageConfig } from './usage/usage.config.js';
export { budgetSpent, type WhenSpent, whenSpentOf } from './usage/usage.errors.js';
export { UsageDirectory } from './usage/usage-directory.js';
export { UsageLedger } from './usage/usage-ledger.service.js';
export {
  type CallOrigin,
  mostTokensOf,
  type TakenTokens,
  type UsagePurpose,
  usagePurposes,
} from './usage/usage-purpose.js';
export {
  type UsageGroup,
  usageGroups,
  type UsagePeriod,
  type UsageTotal,
} from './usage/usage-report.js';
export { UsageSweep } from './usage/usage-sweep.js';
