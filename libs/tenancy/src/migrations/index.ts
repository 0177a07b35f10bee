import { CreateStores1764000000000 } from './1764000000000-create-stores.js';
import { CreateWriteProbe1767000200000 } from './1767000200000-create-write-probe.js';

export const tenancyMigrations = [CreateStores1764000000000, CreateWriteProbe1767000200000];
