import type { Client } from '@app/client';

import { saveFile } from '../pieces/save-file.js';
import { firstDayOf } from './use-usage.js';

/** Saves the days as the API writes them in CSV. */
export async function saveReport(client: Client, storeId: string | undefined, days: number) {
  const query = { from: firstDayOf(days), group: 'day' as const };
  const asked = { headers: { accept: 'text/csv' }, parseAs: 'blob' as const };
  const { data } = storeId
    ? await client.GET('/api/v1/stores/{store_id}/usage', {
        params: { path: { store_id: storeId }, query },
        ...asked,
      })
    : await client.GET('/api/v1/usage', { params: { query }, ...asked });
  saveFile(data, `usage-${query.from}.csv`);
}
