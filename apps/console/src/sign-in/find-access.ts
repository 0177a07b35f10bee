import { createClient, Refused } from '@app/client';

import type { Session } from './session.js';

export type Access = Omit<Session, 'signOut'>;

/** Tries the key at the API. Throws `Refused`, or an error with a sentence for the person. */
export async function findAccess(key: string): Promise<Access> {
  if (key.startsWith('sh_widget_')) {
    throw new Error(
      'This is a widget key. It only answers shoppers; sign in with an admin or store key.',
    );
  }
  const client = createClient({ url: location.origin, key });
  try {
    if (!key.startsWith('sh_store_')) {
      await client.GET('/api/v1/stores', { params: { query: { limit: 1 } } });
      return { client, key, ownStoreId: null, scopes: null };
    }
    const { data: store } = await client.GET('/api/v1/own-store');
    return { client, key, ownStoreId: store.id, scopes: store.key_scopes };
  } catch (error) {
    throw plainly(error);
  }
}

function plainly(error: unknown): unknown {
  if (!(error instanceof Refused))
    return new Error('The API does not answer. Try again in a moment.');
  if (error.problem.status === 401) {
    return new Error('This key is not known here, or it has ended. Look for a missing character.');
  }
  if (error.code === 'TENANCY_KEY_SCOPE_REFUSED') {
    return new Error(
      'This key may not see its store. The console needs a key with the scope “settings”.',
    );
  }
  return error;
}
