import type { Client } from '@app/client';
import { createContext, useContext } from 'react';

/** Whoever is signed in: the key stands in here and in no storage, so a reload asks for it again. */
export interface Session {
  client: Client;
  key: string;
  /** The only store of a store key; null for the admin key, which has them all. */
  ownStoreId: string | null;
  signOut: () => void;
}

const SessionContext = createContext<Session | null>(null);

export const SessionProvider = SessionContext.Provider;

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('Nobody is signed in.');
  return session;
}
