import { CreateStores1764000000000 } from './1764000000000-create-stores.js';
import { CreateUsage1767000100000 } from './1767000100000-create-usage.js';

export const tenancyMigrations = [CreateStores1764000000000, CreateUsage1767000100000];
