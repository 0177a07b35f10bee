import { CreateStores1764000000000 } from './1764000000000-create-stores.js';
import { CheckIsolation1767000300000 } from './1767000300000-check-isolation.js';

export const tenancyMigrations = [CreateStores1764000000000, CheckIsolation1767000300000];
