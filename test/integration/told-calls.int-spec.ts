import { type ModelCalled, modelCalled, type StoreScope, UsageLedger } from '@app/tenancy';

import { OpenAiStub } from '../support/openai-stub.js';
import { ANSWER, TrialUsage } from './trial-usage.js';

let stub: OpenAiStub;
let trial: TrialUsage;
let scope: StoreScope;
let told: ModelCalled[] = [];
const untell = modelCalled.subscribe((call) => told.push(call));

beforeAll(async () => {
  stub = await OpenAiStub.start();
  trial = await TrialUsage.open(stub, { embedding: 'embedder' });
  scope = await trial.aStore();
});
afterAll(async () => {
  untell();
  await trial.close();
  await stub.stop();
});
beforeEach(() => {
  told = [];
  stub.forget().always({ text: ANSWER });
});

const brief = () => told.map(({ purpose, model, end }) => [purpose, model, end]);

describe('calls of models', () => {
  it('are told once each, as the ledger has them', async () => {
    await trial.ask(scope);

    const place = { ms: expect.any(Number), end: 'done' };
    expect(told).toEqual([
      {
        ...place,
        purpose: 'embed_question',
        model: 'embedder',
        inputTokens: 1,
        outputTokens: 0,
        cost: 0.00000002,
      },
      {
        ...place,
        purpose: 'answer',
        model: 'stub',
        inputTokens: 120,
        outputTokens: 30,
        cost: 0.00018,
      },
    ]);
  });

  it('are told as failed where they were refused, and as stopped where nobody waits any more', async () => {
    stub.next({ status: 401 });
    await expect(trial.ask(scope)).rejects.toThrow('AGENT_MODEL_REJECTED');
    expect(brief()).toEqual([
      ['embed_question', 'embedder', 'done'],
      ['answer', 'stub', 'failed'],
    ]);
    expect(told[1]).toMatchObject({ inputTokens: 0, outputTokens: 0, cost: 0 });
    told = [];
    stub.next({ text: ANSWER, cutAfter: 3 });
    await expect(trial.ask(scope)).rejects.toThrow('AGENT_MODEL_CUT_OFF');
    expect(brief()[1]).toEqual(['answer', 'stub', 'failed']);
    expect(told[1]?.outputTokens).toBeGreaterThan(0);
  });

  it('are not told where the budget allows none', async () => {
    const poor = await trial.aStore();
    await trial.budget(poor, { dayAmount: '0' });
    told = [];
    await trial.ask(poor);

    expect(told).toEqual([]);
  });

  it('are told once, however often their end is', async () => {
    const meter = trial.rooms.get(UsageLedger).meter(scope);
    const mostTokens = { input: 10, output: 10 };
    const call = await meter.begin({ purpose: 'judge', model: 'unpriced', mostTokens });
    await call.settle({ input: 5, output: 1, isEstimated: true });
    await call.settle({ input: 5, output: 1, isEstimated: true });
    await call.release();

    expect(brief()).toEqual([['judge', 'unpriced', 'done']]);
    expect(told[0]?.cost).toBeNull();
  });
});
