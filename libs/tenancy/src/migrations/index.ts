import { CreateStores1764000000000 } from './1764000000000-create-stores.js';

export const tenancyMigrations = [CreateStores1764000000000];
