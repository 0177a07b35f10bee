import type { StoreScope } from '@app/tenancy';

import { OpenAiStub } from '../support/openai-stub.js';
import { codeOf } from '../support/rooms.js';
import { ANSWER, TrialUsage } from './trial-usage.js';

let stub: OpenAiStub;
let trial: TrialUsage;
let other: TrialUsage;
let scope: StoreScope;

beforeAll(async () => {
  stub = await OpenAiStub.start();
  trial = await TrialUsage.open(stub);
  other = await TrialUsage.open(stub);
});
afterAll(async () => {
  await other.close();
  await trial.close();
  await stub.stop();
});
beforeEach(async () => {
  scope = await trial.aStore();
  stub.forget().always({ text: ANSWER });
  stub.requests.length = 0;
});

const stepOf = ({ usage }: { usage: { budgetStep?: unknown } | null }) => usage?.budgetStep;

describe('a budget under parallel load', () => {
  it('is not overspent by fifty answers at once over two pools of connections', async () => {
    // as much as was held back for it, nearly: whatever is let through beyond the budget shows
    stub.always({ text: ANSWER, tokens: [1_000, 900], delayMs: 60 });
    const amount = 0.02;
    await trial.budget(scope, { dayAmount: String(amount), cheaperAt: '1' });
    const unbounded = await trial.aStore();

    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, i) => (i % 2 === 0 ? trial : other).ask(scope)),
    );
    await trial.ask(unbounded);

    const spent = await trial.spent(scope);
    const steps = answers.map(stepOf);
    const worded = steps.filter((step) => step === 'model').length;
    expect(worded).toBeGreaterThan(1);
    expect(steps.filter((step) => step === 'quotes')).toHaveLength(50 - worded);
    expect(stub.chats()).toHaveLength(worded + 1);
    expect(spent).toBeCloseTo(worded * 0.0028, 9);
    expect(spent).toBeLessThanOrEqual(amount * 1.02);
    const budget = await trial.currentBudget(scope);
    expect([Number(budget.daySpent), budget.reserved]).toEqual([spent, '0']);
    for (const { outcome, content } of answers) {
      expect([outcome, content]).toEqual(['answered', expect.stringContaining('30 days')]);
    }
  });

  it('is free again of what processes that died held back, and of calls that failed', async () => {
    await trial.budget(scope, { monthAmount: '0.008', cheaperAt: '1' });
    stub.next({ status: 401 });
    expect(await codeOf(trial.ask(scope))).toMatchObject({ message: 'AGENT_MODEL_REJECTED' });
    expect((await trial.currentBudget(scope)).reserved).toBe('0');
    await hold(0.007, '1 minute');
    expect(stepOf(await trial.ask(scope))).toBe('quotes');

    await trial.sql(
      `UPDATE usage_reservations SET expires_at = now() - interval '1 second' WHERE store_id = $1`,
      [scope.storeId],
    );

    expect(stepOf(await trial.ask(scope))).toBe('model');
    expect((await trial.currentBudget(scope)).reserved).toBe('0');
  });

  it('begins anew with the day, and a month goes on', async () => {
    await trial.budget(scope, { dayAmount: '0.01', monthAmount: '1' });
    await spendAll('day_spent = day_amount, month_spent = 0.3, day = day - 1');

    const budget = await trial.currentBudget(scope);

    expect(budget).toMatchObject({ daySpent: '0', monthSpent: '0.3', step: 'model' });
    expect(stepOf(await trial.ask(scope))).toBe('model');
    expect(await trial.currentBudget(scope)).toMatchObject({
      daySpent: '0.00018',
      monthSpent: '0.30018',
    });
  });

  it('counts what was spent before it was put, and of its own store alone', async () => {
    const neighbour = await trial.aStore();
    await trial.ask(scope);
    await trial.ask(neighbour);

    await trial.budget(scope, { dayAmount: '1', monthAmount: '2' });

    expect(await trial.currentBudget(scope)).toMatchObject({
      daySpent: '0.00018',
      monthSpent: '0.00018',
      currency: 'EUR',
    });
    await trial.budget(scope, { dayAmount: '0.0001' });
    expect((await trial.currentBudget(scope)).daySpent).toBe('0.00018');
    expect(stepOf(await trial.ask(neighbour))).toBe('model');
    expect(stepOf(await trial.ask(scope))).toBe('quotes');
  });
});

/** As a process holds money back that dies over its call. */
async function hold(amount: number, lasts: string): Promise<void> {
  await trial.sql(
    `WITH held AS (
       INSERT INTO usage_reservations (id, store_id, amount, expires_at)
       VALUES (gen_random_uuid(), $1, $2, now() + $3::interval) RETURNING amount)
     UPDATE usage_budgets SET reserved = reserved + held.amount FROM held WHERE store_id = $1`,
    [scope.storeId, amount, lasts],
  );
}

async function spendAll(change: string): Promise<void> {
  await trial.sql(`UPDATE usage_budgets SET ${change} WHERE store_id = $1`, [scope.storeId]);
}

describe('the ladder', () => {
  it('goes from the model to the cheaper one, to quotes and to the contact, and says so', async () => {
    const ladder = await TrialUsage.open(stub, { cheaperModel: 'stub-small' });
    await trial.budget(scope, { dayAmount: '1' });
    const answer = async (change: string) => {
      await spendAll(change);
      const { usage, content, outcome } = await ladder.ask(scope);
      return { usage, content, outcome, model: stub.chats().at(-1)?.body['model'] };
    };

    expect(await answer('day_spent = 0.79')).toMatchObject({
      usage: { model: 'stub', budgetStep: 'model', cost: '0.00018', currency: 'EUR' },
    });
    expect(await answer('day_spent = 0.8')).toMatchObject({
      usage: { model: 'stub-small', budgetStep: 'cheaper_model', cost: '0.000018' },
      model: 'stub-small',
      outcome: 'answered',
    });
    expect(await answer('day_spent = 1')).toMatchObject({
      usage: { model: null, budgetStep: 'quotes', cost: '0', inputTokens: 0 },
      outcome: 'answered',
      content: expect.stringContaining('word for word'),
    });
    const spent = await answer(`when_spent = 'contact'`);
    expect(spent).toMatchObject({
      usage: { model: null, budgetStep: 'contact', evidence: null },
      outcome: 'abstained',
    });
    expect(spent.content).toMatch(/person|team|contact/i);
    expect(stub.chats()).toHaveLength(2);
    await ladder.close();
  });

  it('has no cheaper step without a cheaper model, and only the last for an amount of 0', async () => {
    await trial.budget(scope, { dayAmount: '1' });
    await spendAll('day_spent = 0.9');
    expect(stepOf(await trial.ask(scope))).toBe('model');

    await trial.budget(scope, { dayAmount: '0' });

    expect(stepOf(await trial.ask(scope))).toBe('contact');
    expect(stub.chats()).toHaveLength(1);
    // politeness costs nothing
    expect(await trial.ask(scope, 'Hi')).toMatchObject({
      outcome: 'small_talk',
      usage: { cost: '0', budgetStep: null },
    });
  });
});
