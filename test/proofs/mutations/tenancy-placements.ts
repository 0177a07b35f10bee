import type { Mutation } from './mutation.js';

const moves = 'test/integration/store-moves.int-spec.ts';

/** A store with rows in two databases, of which one counts. */
export const placementMutations: readonly Mutation[] = [
  {
    name: 'sweeps see a store wherever it has rows',
    mode: 'a policy with a hole',
    file: 'libs/tenancy/src/placements/hold-sql.ts',
    edits: [['USING (${counts}) WITH CHECK', 'USING (true) WITH CHECK']],
    killedBy: [moves],
  },
  {
    name: 'a store that is held may be written',
    mode: 'a guard that stands open',
    file: 'libs/tenancy/src/migrations/1767000800000-place-stores.ts',
    edits: [
      ["set_config('transaction_read_only', 'on', true)", "set_config('app.note', 'on', true)"],
    ],
    killedBy: [moves],
  },
  {
    name: 'every store is looked for in the shared database',
    mode: 'a statement without the store',
    file: 'libs/tenancy/src/placements/store-places.ts',
    edits: [
      [
        'return apart.get(storeId) ?? sharedPlacement;',
        'return apart.size < 0 ? storeId : sharedPlacement;',
      ],
    ],
    killedBy: [moves],
  },
];
