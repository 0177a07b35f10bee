import {
  BudgetAlertSweep,
  EVENT_COMPOSERS,
  type EventComposers,
  WebhookSettings,
} from '@app/agent';
import type { StoreScope } from '@app/tenancy';

import { OpenAiStub } from '../support/openai-stub.js';
import { ANSWER, TrialUsage } from './trial-usage.js';

let stub: OpenAiStub;
let trial: TrialUsage;
let scope: StoreScope;
let silent: StoreScope;

beforeAll(async () => {
  stub = await OpenAiStub.start();
  stub.always({ text: ANSWER });
  trial = await TrialUsage.open(stub);
});
afterAll(async () => {
  await trial.close();
  await stub.stop();
});
beforeEach(async () => {
  [scope, silent] = [await trial.aStore(), await trial.aStore()];
  await trial.rooms.get(WebhookSettings).put(scope, 'https://hooks.a-pillow-shop.com/');
});

const sweep = () => trial.rooms.get(BudgetAlertSweep).tell();
const spend = ({ storeId }: StoreScope, change: string) =>
  trial.sql(`UPDATE usage_budgets SET ${change} WHERE store_id = $1`, [storeId]);
const alerts = ({ storeId }: StoreScope) =>
  trial.sql<{ period: string; threshold: string }>(
    `SELECT period, trim_scale(threshold)::text AS threshold FROM usage_alerts
     WHERE store_id = $1 ORDER BY starts_on, period, threshold`,
    [storeId],
  );
const deliveries = ({ storeId }: StoreScope) =>
  trial.sql<{ subject_id: string; event: string }>(
    `SELECT subject_id, event FROM webhook_deliveries WHERE store_id = $1 ORDER BY created_at`,
    [storeId],
  );

describe('a budget alert', () => {
  it('comes once for each share of a period, also where two processes look, and tells its numbers', async () => {
    await trial.budget(scope, { dayAmount: '0.01', alertAt: ['0.5', '0.9'] });
    expect(await alerts(scope)).toEqual([]);
    await spend(scope, 'day_spent = 0.00482');
    await trial.ask(scope);

    await Promise.all([sweep(), sweep()]);
    await sweep();

    expect(await alerts(scope)).toEqual([{ period: 'day', threshold: '0.5' }]);
    const [delivery, ...more] = await deliveries(scope);
    expect([delivery?.event, more]).toEqual(['budget.alert', []]);
    const composer = trial.rooms.get<EventComposers>(EVENT_COMPOSERS, { strict: false });
    const told = await composer['budget.alert'].compose(scope, String(delivery?.subject_id));
    expect(told).toEqual({
      budget: {
        store_id: scope.storeId,
        period: 'day',
        starts_on: new Date().toISOString().slice(0, 10),
        share: 0.5,
        spent: '0.005',
        amount: '0.01',
        currency: 'EUR',
      },
    });
    expect(await composer['budget.alert'].compose(silent, String(delivery?.subject_id))).toBeNull();
  });

  it('comes for the next share and the next period, and without a webhook too', async () => {
    await trial.budget(silent, { dayAmount: '1', monthAmount: '1', alertAt: ['0.5', '1'] });
    await spend(silent, 'day_spent = 0.6');
    await sweep();
    await spend(silent, 'month_spent = 1, day_spent = 1');
    await sweep();
    await spend(silent, 'day = day - 1');
    await sweep();

    expect(await alerts(silent)).toEqual(
      expect.arrayContaining([
        { period: 'day', threshold: '0.5' },
        { period: 'day', threshold: '1' },
        { period: 'month', threshold: '0.5' },
        { period: 'month', threshold: '1' },
      ]),
    );
    expect(await deliveries(silent)).toEqual([]);
    expect(await alerts(scope)).toEqual([]);
  });

  it('does not come for an amount of 0, nor without a budget', async () => {
    await trial.budget(scope, { dayAmount: '0' });
    await trial.ask(scope);
    await sweep();

    expect([await alerts(scope), await alerts(silent)]).toEqual([[], []]);
  });
});
