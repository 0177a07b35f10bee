import { shopperToken } from '../support/order-system.js';
import { TrialOrders, type TrialStore } from './trial-orders.js';

const CALLS_A_DAY = 4;
const FAILED = /^I cannot show that order here\./;

let trial: TrialOrders;
let ids = 0;

beforeAll(async () => {
  trial = await TrialOrders.open({ toolCallsADay: CALLS_A_DAY });
});
afterAll(() => trial.close());

const tokenOf = ({ shopperSecret: secret }: TrialStore) =>
  shopperToken({ secret, claims: { sub: 'ana', jti: String((ids += 1)) } });
const lookUp = (store: TrialStore) =>
  trial.ask(store, 'Where is my order 1042?', { token: tokenOf(store) });

describe("a store's orders in a day", () => {
  it('are asked for as often as they may be, also side by side, and then sound like any failure', async () => {
    const [store, other] = [await trial.aStore(), await trial.aStore()];

    const told = await Promise.all(Array.from({ length: 9 }, () => lookUp(store)));

    expect(store.system.requests).toHaveLength(CALLS_A_DAY);
    expect(told.filter(({ content }) => content.includes('shipped'))).toHaveLength(CALLS_A_DAY);
    expect(told.filter(({ content }) => FAILED.test(content))).toHaveLength(9 - CALLS_A_DAY);
    expect((await lookUp(other)).content).toContain('shipped');
  });

  it('are not used up by codes that nobody gives', async () => {
    const store = await trial.aStore();
    for (let i = 0; i < CALLS_A_DAY + 2; i += 1) {
      await trial.ask(store, `Where is my order ${7000 + i}?`);
    }

    expect(store.system.of('order.code')).toHaveLength(CALLS_A_DAY);
    expect((await lookUp(store)).content).toContain('shipped');
  });
});
