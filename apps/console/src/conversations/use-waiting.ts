import { useMay } from '../sign-in/session.js';
import { useRead } from '../sign-in/use-api.js';

const lookMs = 5_000;
const most = 50;

/** How many conversations of the store wait for a person, looked for again and again; undefined while that is not known. */
export function useWaiting(storeId: string): string | undefined {
  const isAllowed = useMay('conversations');
  const { data } = useRead(
    '/api/v1/conversations',
    { params: { query: { store_id: storeId, state: 'waiting_for_human', limit: most } } },
    { isOff: !isAllowed, again: () => lookMs },
  );
  if (!data || data.items.length === 0) return undefined;
  return `${data.items.length}${data.next_cursor === null ? '' : '+'}`;
}
