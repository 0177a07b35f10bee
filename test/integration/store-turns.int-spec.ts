import type { StoreScope } from '@app/tenancy';

import { aStore } from '../support/rooms.js';
import { jainIndex, TurnTaking } from '../support/turns/turn-taking.js';
import { waitFor } from '../support/wait-for.js';

let turns: TurnTaking;

beforeAll(async () => {
  turns = await TurnTaking.open(0);
});
afterAll(() => turns.close());
beforeEach(() => turns.pause());

const stores = (count: number) =>
  Promise.all(Array.from({ length: count }, () => aStore(turns.rooms)));

describe('a queue in which stores take turns', () => {
  it('begins the only job of a store before the hundreds that a neighbour has waiting', async () => {
    const [greedy, modest] = (await stores(2)) as [StoreScope, StoreScope];
    await turns.add(greedy, 300);
    await turns.add(modest, 1);
    const from = turns.begun.length;

    await turns.resume();
    await waitFor(() => turns.begun.length >= from + 300);

    // two of the neighbour's may have been in hand
    expect(turns.begun.slice(from).indexOf(modest.storeId)).toBeLessThanOrEqual(3);
    await waitFor(() => turns.begun.length === from + 301);
  });

  it('goes round ten equal stores, however their jobs came', async () => {
    const all = await stores(10);
    for (const scope of all) await turns.add(scope, 20);
    const from = turns.begun.length;

    await turns.resume();
    await waitFor(() => turns.begun.length >= from + 100);
    const first = turns.begun.slice(from, from + 100);
    await waitFor(() => turns.begun.length === from + 200);

    const shares = all.map(({ storeId }) => first.filter((id) => id === storeId).length);
    expect(jainIndex(shares)).toBeGreaterThanOrEqual(0.95);
  });
});
