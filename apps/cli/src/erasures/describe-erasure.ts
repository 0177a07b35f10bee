import type { Schema } from '@app/client';

/** Where the receipt of an erasure is, or where something is left. */
export function describeErasure({ id, finished_at, places }: Schema<'Erasure'>): string {
  if (finished_at !== null) return `The signed receipt is erasure ${id}.`;
  const left = places.filter((one) => one.left > 0).map((one) => `${one.place} (${one.left})`);
  return `Something is left in ${left.join(', ')}; erasure ${id} goes on by itself.`;
}
