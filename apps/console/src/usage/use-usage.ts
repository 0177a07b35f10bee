import type { Schema } from '@app/client';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';

import { useSession } from '../sign-in/session.js';

type Group = 'day' | 'purpose' | 'model' | 'store';

/** The first day of a period that ends today, as the API counts days: in UTC. */
export const firstDayOf = (days: number, now = Date.now()): string =>
  new Date(now - (days - 1) * 86_400_000).toISOString().slice(0, 10);

/** The report of one store, or of all, in the last days. */
export function useUsage(
  storeId: string | undefined,
  group: Group,
  days: number,
): UseQueryResult<Schema<'UsageReport'>> {
  const { client } = useSession();
  return useQuery({
    queryKey: ['usage', storeId, group, days],
    queryFn: async ({ signal }) => {
      const from = firstDayOf(days);
      if (storeId && group !== 'store') {
        const params = { path: { store_id: storeId }, query: { from, group } };
        return (await client.GET('/api/v1/stores/{store_id}/usage', { params, signal })).data;
      }
      return (await client.GET('/api/v1/usage', { params: { query: { from, group } }, signal }))
        .data;
    },
  });
}
