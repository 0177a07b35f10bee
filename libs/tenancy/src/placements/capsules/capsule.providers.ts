import { CapsuleExportService } from '../exporting/capsule-export.service.js';
import { ArrivalSamples } from '../importing/arrival-samples.js';
import { ArrivalSweep } from '../importing/arrival-sweep.js';
import { ArrivingRows } from '../importing/arriving-rows.js';
import { ArrivingStoreRepository } from '../importing/arriving-store.repository.js';
import { ArrivingStores } from '../importing/arriving-stores.js';
import { CapsuleChecks } from '../importing/capsule-checks.js';
import { CapsuleImportService } from '../importing/capsule-import.service.js';
import { CapsuleHeaders } from './capsule-headers.js';
import { CapsuleSchemas } from './capsule-schema.js';
import { SealedColumns } from './sealed-columns.js';
import { VectorModels } from './vector-models.js';

export const capsuleServices = [
  SealedColumns,
  VectorModels,
  CapsuleSchemas,
  CapsuleHeaders,
  CapsuleExportService,
  CapsuleChecks,
  ArrivingStoreRepository,
  ArrivingRows,
  ArrivingStores,
  ArrivalSamples,
  CapsuleImportService,
  ArrivalSweep,
];
