import type { StoreScope } from '../scope/store-scope.js';
import type { Entry, Settings } from './whole-transaction.js';

/** Roles without login that the runtime takes on inside one transaction; the login itself has no rights. */
export const runtimeRole = 'storehand_runtime';
export const platformRole = 'storehand_platform';
export const queueRole = 'storehand_queue';

/** A statement that runs longer than this is cancelled: nothing a shopper waits for may hang. */
const statementTimeoutMs = 30_000;

/** Compiling a plan takes longer (66 ms were seen) than any statement of ours that compiling could make faster. */
const limits = { statement_timeout: String(statementTimeoutMs), jit: 'off' };

const asRole = (role: string): Settings => ({ ...limits, role });

const ofStore = ({ storeId }: StoreScope): Settings => ({
  ...asRole(runtimeRole),
  'app.store_id': storeId,
});

/** A store's work; read-only where the store is held. */
export const asStore = (scope: StoreScope): Entry => ({
  settings: ofStore(scope),
  calls: 'enter_store()',
});

/** Work that goes on where the store is held: that of whoever moves it, and of its rows in the directory. */
export const asMover = (scope: StoreScope): Entry => ({ settings: ofStore(scope) });

/** All stores, under a role that has a policy of its own instead of a way round them. */
export const asPlatform: Entry = { settings: asRole(platformRole) };

/** The same for work on rows that go with their store; whoever moves one waits for its end. */
export const asSweep: Entry = { ...asPlatform, calls: 'enter_platform()' };

/** The runtime role without a store, which must see nothing. */
export const withoutStore: Entry = { settings: asRole(runtimeRole) };
