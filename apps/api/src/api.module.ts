import { AgentModule } from '@app/agent';
import { KnowledgeModule } from '@app/knowledge';
import { TenancyModule, Tracing } from '@app/tenancy';
import { Module, StandardSchemaSerializerInterceptor } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE } from '@nestjs/core';
import { LoggerModule } from 'nestjs-pino';

import { AgentSettingsController } from './agent-settings/agent-settings.controller.js';
import { AnswerReplies } from './answers/answer-replies.js';
import { AnswersController } from './answers/answers.controller.js';
import { AuditController } from './audit/audit.controller.js';
import { AuditInterceptor } from './audit/audit.interceptor.js';
import { AuditedStoreGuard } from './audit/audited-store.guard.js';
import { RequestAudit } from './audit/request-audit.js';
import { CapsulesController } from './capsules/capsules.controller.js';
import { CheckQuestionsController } from './checks/check-questions.controller.js';
import { CompletionReplies } from './completions/completion-replies.js';
import { CompletionsController } from './completions/completions.controller.js';
import { ConversationsController } from './conversations/conversations.controller.js';
import { HandoffController } from './conversations/handoff.controller.js';
import { ErasuresController } from './erasures/erasures.controller.js';
import { ExportsController } from './exports/exports.controller.js';
import { FeedbackController } from './feedback/feedback.controller.js';
import { FeedsController } from './feeds/feeds.controller.js';
import { FilesController } from './files/files.controller.js';
import { GapsController } from './gaps/gaps.controller.js';
import { HealthController } from './health/health.controller.js';
import { QueueCheck } from './health/queue-check.js';
import { ReadinessService } from './health/readiness.service.js';
import { StorageCheck } from './health/storage-check.js';
import { API_CONFIG, type ApiConfig } from './http/api.config.js';
import { ApiConfigModule } from './http/api-config.module.js';
import { ValidationPipe } from './http/input/validation.pipe.js';
import { AddressLimitGuard } from './http/limits/address-limit.guard.js';
import { AddressLimit } from './http/limits/address-limit.js';
import { CallerLimitGuard } from './http/limits/caller-limit.guard.js';
import { logOptions } from './http/logging/log-options.js';
import { ApiDescription } from './http/openapi/api-description.js';
import { ProblemFilter } from './http/problems/problem.filter.js';
import { RouteTable } from './http/problems/route-table.js';
import { KeyWatch } from './http/streaming/key-watch.js';
import { RunningAnswers } from './http/streaming/running-answers.js';
import { IsolationController } from './isolation/isolation.controller.js';
import { isolationProviders } from './isolation/isolation.providers.js';
import { FailedJobsController } from './jobs/failed-jobs.controller.js';
import { KeysController } from './keys/keys.controller.js';
import { WidgetSessionsController } from './keys/widget-sessions.controller.js';
import { IngestsController } from './knowledge-base/ingests.controller.js';
import { KnowledgeBaseController } from './knowledge-base/knowledge-base.controller.js';
import { LimitsController } from './limits/limits.controller.js';
import { StoreUse } from './limits/store-use.js';
import { McpController } from './mcp/mcp.controller.js';
import { McpReplies } from './mcp/mcp-replies.js';
import { McpTools } from './mcp/mcp-tools.js';
import { ApiMetrics } from './metrics/api-metrics.js';
import { EventCounter } from './metrics/event-counter.js';
import { OrderEndpointController } from './orders/order-endpoint.controller.js';
import { MovesController } from './placements/moves.controller.js';
import { PlacementsController } from './placements/placements.controller.js';
import { PrivacyRequestsController } from './privacy/privacy-requests.controller.js';
import { ReceiptsController } from './receipts/receipts.controller.js';
import { ReleasesController } from './releases/releases.controller.js';
import { RetentionController } from './retention/retention.controller.js';
import { ShopifyController } from './shopify/shopify.controller.js';
import { ShopifyWebhooks } from './shopify/shopify-webhooks.js';
import { ShoppersController } from './shoppers/shoppers.controller.js';
import { SnippetsController } from './snippets/snippets.controller.js';
import { SourcesController } from './sources/sources.controller.js';
import { OwnStoreController } from './stores/own-store.controller.js';
import { StoresController } from './stores/stores.controller.js';
import { openApiTracing } from './tracing/api-tracing.js';
import { BudgetController } from './usage/budget.controller.js';
import { UsageController } from './usage/usage.controller.js';
import { WebhooksController } from './webhooks/webhooks.controller.js';
import { WidgetConfigController } from './widget/widget-config.controller.js';

/** The HTTP door: parses, opens the store's scope, calls one service, shapes the answer. */
@Module({
  imports: [
    ApiConfigModule,
    LoggerModule.forRootAsync({
      inject: [API_CONFIG],
      useFactory: ({ logLevel }: ApiConfig) => logOptions(logLevel),
    }),
    TenancyModule,
    KnowledgeModule,
    AgentModule,
  ],
  controllers: [
    StoresController,
    OwnStoreController,
    CapsulesController,
    PlacementsController,
    MovesController,
    KeysController,
    WidgetSessionsController,
    WidgetConfigController,
    LimitsController,
    RetentionController,
    IngestsController,
    KnowledgeBaseController,
    SourcesController,
    SnippetsController,
    FilesController,
    FeedsController,
    ReleasesController,
    CheckQuestionsController,
    ConversationsController,
    AnswersController,
    HandoffController,
    WebhooksController,
    OrderEndpointController,
    AgentSettingsController,
    ReceiptsController,
    CompletionsController,
    McpController,
    FeedbackController,
    GapsController,
    BudgetController,
    UsageController,
    FailedJobsController,
    ErasuresController,
    ShoppersController,
    PrivacyRequestsController,
    ShopifyController,
    ExportsController,
    HealthController,
    IsolationController,
    AuditController,
  ],
  providers: [
    AnswerReplies,
    CompletionReplies,
    McpReplies,
    McpTools,
    ReadinessService,
    QueueCheck,
    StorageCheck,
    RouteTable,
    RunningAnswers,
    KeyWatch,
    StoreUse,
    AddressLimit,
    ApiDescription,
    RequestAudit,
    ShopifyWebhooks,
    ...isolationProviders,
    ApiMetrics,
    EventCounter,
    { provide: Tracing, useFactory: openApiTracing },
    // guards run in this order: an address first, so that what is over its limit costs no look at its key
    { provide: APP_GUARD, useClass: AddressLimitGuard },
    { provide: APP_GUARD, useClass: AuditedStoreGuard },
    { provide: APP_GUARD, useClass: CallerLimitGuard },
    { provide: APP_PIPE, useClass: ValidationPipe },
    // around all others: what they make of an answer may fail, too
    { provide: APP_INTERCEPTOR, useClass: AuditInterceptor },
    { provide: APP_INTERCEPTOR, useClass: StandardSchemaSerializerInterceptor },
    { provide: APP_FILTER, useClass: ProblemFilter },
  ],
})
export class ApiModule {}
