import { InProcessApi } from './in-process-api.js';
import { IsolationChecker } from './isolation-checker.service.js';
import { IsolationReportService } from './isolation-report.service.js';
import { ApiOperations } from './probes/api-operations.js';
import { JobProber } from './probes/job-prober.service.js';
import { SyntheticPair } from './stores/synthetic-pair.js';
import { SyntheticStoreSeeder } from './stores/synthetic-store-seeder.js';

export const isolationProviders = [
  ApiOperations,
  InProcessApi,
  SyntheticStoreSeeder,
  SyntheticPair,
  JobProber,
  IsolationChecker,
  IsolationReportService,
];
