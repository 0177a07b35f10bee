import { AsyncLocalStorage } from 'node:async_hooks';

const probing = new AsyncLocalStorage<true>();

/** Runs what the isolation check calls; nothing that comes from outside this process can pass for it. */
export const asProbe = <T>(work: () => Promise<T>): Promise<T> => probing.run(true, work);

/** True within a request of the isolation check, which is neither limited nor logged nor counted as a client's. */
export const isProbe = (): boolean => probing.getStore() === true;
