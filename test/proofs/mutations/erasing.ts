import type { Mutation } from './mutation.js';

const erasures = 'test/integration/erasures.int-spec.ts';
const shoppers = 'test/integration/shoppers.int-spec.ts';
const retention = 'test/integration/retention.int-spec.ts';
const shopify = 'test/e2e/shopify.e2e-spec.ts';

/** What is kept no longer, or has to go, and whose it is. */
export const erasingMutations: readonly Mutation[] = [
  {
    name: 'old rows of every store go by the days of one',
    mode: 'a statement without the store',
    file: 'libs/tenancy/src/retention/old-rows.ts',
    edits: [
      [
        'WHERE store_id = s.id AND created_at < ${endOf(kept)}',
        'WHERE created_at < ${endOf(kept)}',
      ],
    ],
    killedBy: [retention],
  },
  {
    name: 'the counters of a store are left',
    mode: 'an erasure that leaves something',
    file: 'libs/tenancy/src/erasures/places/counter-eraser.ts',
    edits: [
      ['return this.counter.forget(buckets);', 'return this.counter.forget(buckets.slice(99));'],
    ],
    killedBy: [erasures],
  },
  {
    name: 'a shopper of two stores has one hash',
    mode: 'a secret that opens elsewhere',
    file: 'libs/tenancy/src/erasures/erasure-signer.ts',
    edits: [
      ['.update(`${storeId}\\0${shopperId}`)', '.update(`${storeId.length}\\0${shopperId}`)'],
    ],
    killedBy: [shoppers],
  },
  {
    name: 'a shop at Shopify is the first store that is one',
    mode: 'a caller who names the store',
    file: 'libs/tenancy/src/stores/shopify-shops.ts',
    edits: [['WHERE shopify_domain = $1 AND', 'WHERE shopify_domain >= left($1, 0) AND']],
    killedBy: [shopify],
  },
  {
    name: 'a request that two stores were sent is one erasure',
    mode: 'a caller who names the store',
    file: 'libs/tenancy/src/erasures/erasure.repository.ts',
    edits: [
      [
        'WHERE asked_by = $5 AND erased_store = $2 AND coalesce',
        'WHERE asked_by = $5 AND coalesce',
      ],
    ],
    killedBy: [erasures],
  },
];
