import { CreateStores1764000000000 } from './1764000000000-create-stores.js';
import { ScopeKeys1767000000000 } from './1767000000000-scope-keys.js';

export const tenancyMigrations = [CreateStores1764000000000, ScopeKeys1767000000000];
