import { useRead } from '../sign-in/use-api.js';

const restingMs = 15_000;
const workingMs = 1_000;
const final = new Set(['live', 'held', 'failed', 'cancelled']);

/** Whether an ingest has come to its end. */
export const isOver = (status: string): boolean => final.has(status);

/** What a store knows; read again each second while something is built. */
export function useStatus(storeId: string) {
  return useRead(
    '/api/v1/knowledge-base/{store_id}/status',
    { params: { path: { store_id: storeId } } },
    {
      again: (status) =>
        status?.last_ingest && !isOver(status.last_ingest.status) ? workingMs : restingMs,
    },
  );
}
