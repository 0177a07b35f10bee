import { CreateStores1764000000000 } from './1764000000000-create-stores.js';
import { ScopeKeys1767000000000 } from './1767000000000-scope-keys.js';
import { CreateLimits1767000001000 } from './1767000001000-create-limits.js';
import { CreateUsage1767000100000 } from './1767000100000-create-usage.js';
import { CreateWriteProbe1767000200000 } from './1767000200000-create-write-probe.js';
import { CheckIsolation1767000300000 } from './1767000300000-check-isolation.js';
import { CreateAudit1767000700000 } from './1767000700000-create-audit.js';
import { CreateErasures1767000710000 } from './1767000710000-create-erasures.js';
import { KeyUsageByStore1767000722000 } from './1767000722000-key-usage-by-store.js';
import { PlaceStores1767000800000 } from './1767000800000-place-stores.js';
import { KeepByStore1767000910000 } from './1767000910000-keep-by-store.js';
import { KnowShopifyShops1767001200000 } from './1767001200000-know-shopify-shops.js';
import { FindAskedErasures1767001201000 } from './1767001201000-find-asked-erasures.js';

export const tenancyMigrations = [
  CreateStores1764000000000,
  ScopeKeys1767000000000,
  CreateLimits1767000001000,
  CreateUsage1767000100000,
  CreateWriteProbe1767000200000,
  CheckIsolation1767000300000,
  CreateAudit1767000700000,
  CreateErasures1767000710000,
  KeyUsageByStore1767000722000,
  PlaceStores1767000800000,
  KeepByStore1767000910000,
  KnowShopifyShops1767001200000,
  FindAskedErasures1767001201000,
];
