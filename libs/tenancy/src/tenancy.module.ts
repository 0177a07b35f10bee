import { BullModule } from '@nestjs/bullmq';
import { Global, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import type { QueueOptions } from 'bullmq';

import { auditServices } from './audit/audit.providers.js';
import { readTenancyConfig, TENANCY_CONFIG, type TenancyConfig } from './config/tenancy.config.js';
import { dataSourceOptions } from './database/connections/data-source-options.js';
import { DatabaseWatch } from './database/connections/database-watch.js';
import { DatabaseRoleCheck } from './database/database-role-check.js';
import { PlatformRepository } from './database/platform.repository.js';
import { StoreConnections } from './database/store-connections.js';
import { erasureServices } from './erasures/erasures.providers.js';
import { StoreExporter } from './exports/store-exporter.service.js';
import { IsolationChecks } from './isolation/isolation-checks.js';
import { SyntheticStores } from './isolation/synthetic-stores.js';
import { FailedJobs } from './jobs/failed/failed-jobs.service.js';
import { JobTrial } from './jobs/job-trial.js';
import { queueConnection } from './jobs/server/queue-connection.js';
import { QUEUE_OPTIONS, QueueConnectionCloser } from './jobs/server/queue-connection-closer.js';
import { QueueServerCheck } from './jobs/server/queue-server-check.js';
import { StoreQueue } from './jobs/store-queue.js';
import { RequestLimits } from './limits/request-limits.js';
import { SharedCounter } from './limits/shared-counter.js';
import { StoreLimitsService } from './limits/store-limits.service.js';
import { placementServices } from './placements/placement.providers.js';
import { retentionServices } from './retention/retention.providers.js';
import { KeyAuthenticator } from './scope/key-authenticator.js';
import { StoreGuard } from './scope/store.guard.js';
import { WidgetSessions } from './scope/widget-sessions.service.js';
import { ApiKey } from './stores/api-key.entity.js';
import { ApiKeyRepository } from './stores/api-key.repository.js';
import { ApiKeysService } from './stores/api-keys.service.js';
import { CredentialVault } from './stores/credential-vault.js';
import { KeyDirectory } from './stores/key-directory.js';
import { KeyUses } from './stores/key-uses.js';
import { ShopifyShops } from './stores/shopify-shops.js';
import { Store } from './stores/store.entity.js';
import { StoreRepository } from './stores/store.repository.js';
import { StoreDirectory } from './stores/store-directory.js';
import { StoresService } from './stores/stores.service.js';
import { usageEntities, usageServices } from './usage/usage.providers.js';

/** The configuration, read once, and what watches the connections, for the modules that build those from it. */
@Global()
@Module({
  providers: [
    { provide: TENANCY_CONFIG, useFactory: readTenancyConfig },
    { provide: QUEUE_OPTIONS, inject: [TENANCY_CONFIG], useFactory: queueConnection },
    DatabaseWatch,
  ],
  exports: [TENANCY_CONFIG, QUEUE_OPTIONS, DatabaseWatch],
})
class TenancyConfigModule {}

const services = [
  ...placementServices,
  StoreConnections,
  PlatformRepository,
  DatabaseRoleCheck,
  StoreRepository,
  ApiKeyRepository,
  StoreDirectory,
  ShopifyShops,
  KeyUses,
  KeyDirectory,
  CredentialVault,
  StoresService,
  ApiKeysService,
  WidgetSessions,
  KeyAuthenticator,
  SharedCounter,
  RequestLimits,
  StoreLimitsService,
  StoreGuard,
  StoreQueue,
  JobTrial,
  SyntheticStores,
  IsolationChecks,
  StoreExporter,
  FailedJobs,
  QueueServerCheck,
  QueueConnectionCloser,
];

/** The floor: who is asking, and the only doors to database and queue. Imported once by each process. */
@Global()
@Module({
  imports: [
    TenancyConfigModule,
    DiscoveryModule,
    TypeOrmModule.forRootAsync({
      inject: [TENANCY_CONFIG, DatabaseWatch],
      useFactory: (config: TenancyConfig, { socket }: DatabaseWatch) => ({
        ...dataSourceOptions(config, { socket }),
        autoLoadEntities: true,
        // the process fails at once and is started again by whoever supervises it
        retryAttempts: 0,
      }),
    }),
    TypeOrmModule.forFeature([Store, ApiKey, ...usageEntities]),
    BullModule.forRootAsync({
      inject: [QUEUE_OPTIONS],
      useFactory: (options: QueueOptions) => options,
    }),
  ],
  providers: [
    ...services,
    ...auditServices,
    ...usageServices,
    ...retentionServices,
    ...erasureServices,
  ],
  exports: [
    ...services,
    ...auditServices,
    ...usageServices,
    ...retentionServices,
    ...erasureServices,
    TenancyConfigModule,
  ],
})
export class TenancyModule {}
