import type { Provider } from '@nestjs/common';

import { OldRows } from './old-rows.js';
import { readRetentionConfig, RETENTION_CONFIG } from './retention.config.js';
import { StoreRetention } from './store-retention.service.js';

export const retentionServices: Provider[] = [
  { provide: RETENTION_CONFIG, useFactory: readRetentionConfig },
  StoreRetention,
  OldRows,
];
