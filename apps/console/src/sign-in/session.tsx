import type { Client, Schema } from '@app/client';
import { createContext, useContext } from 'react';

export type Scope = NonNullable<Schema<'OwnStore'>['key_scopes']>[number];

/** Whoever is signed in: the key stands in here and in no storage, so a reload asks for it again. */
export interface Session {
  client: Client;
  key: string;
  /** The only store of a store key; null for the admin key, which has them all. */
  ownStoreId: string | null;
  /** What the key may do; null for the admin key, which may do everything. */
  scopes: readonly Scope[] | null;
  signOut: () => void;
}

const SessionContext = createContext<Session | null>(null);

export const SessionProvider = SessionContext.Provider;

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('Nobody is signed in.');
  return session;
}

/** Whether the key may do something, so that what it may not is not offered. */
export function useMay(scope: Scope | 'admin'): boolean {
  const { ownStoreId, scopes } = useSession();
  if (scope === 'admin') return ownStoreId === null;
  return scopes === null || scopes.includes(scope);
}
