import {
  AgentSettingsService,
  ConversationService,
  NO_SETTINGS,
  ReceiptService,
  ReplayService,
} from '@app/agent';
import { IngestRepository, IngestResumer, KnowledgeSearch } from '@app/knowledge';
import { type StoreScope, UsageDirectory, UsageLedger, UsageSweep } from '@app/tenancy';

import { IndexedPages } from '../support/indexed-pages.js';
import { OpenAiStub } from '../support/openai-stub.js';
import { ANSWER, PAGE, QUESTION, TrialUsage } from './trial-usage.js';

let stub: OpenAiStub;
let trial: TrialUsage;
let scope: StoreScope;
let neighbour: StoreScope;

beforeAll(async () => {
  stub = await OpenAiStub.start();
  trial = await TrialUsage.open(stub, { embedding: 'embedder' });
});
afterAll(async () => {
  await trial.close();
  await stub.stop();
});
beforeEach(async () => {
  [scope, neighbour] = [await trial.aStore(), await trial.aStore()];
  await trial.sql('DELETE FROM usage_entries WHERE store_id = ANY($1)', [
    [scope.storeId, neighbour.storeId],
  ]);
  stub.forget().always({ text: ANSWER });
  stub.requests.length = 0;
});

const today = new Date().toISOString().slice(0, 10);
const period = { from: today, to: today };
const brief = async (of: StoreScope) =>
  (await trial.entries(of)).map(({ purpose, cost }) => [purpose, cost]);

describe('the ledger', () => {
  it('has a row for each call of an answer, with its place, tokens, price list and exact cost', async () => {
    const message = await trial.ask(scope);

    const [question, answer, ...more] = await trial.entries(scope);
    expect(more).toEqual([]);
    const place = { conversation_id: message.conversationId, message_id: message.id };
    const list = { currency: 'EUR', price_version: '2026-01', ingest_id: null };
    expect(question).toMatchObject({
      ...place,
      ...list,
      purpose: 'embed_question',
      model: 'embedder',
      input_tokens: 1,
      output_tokens: 0,
      is_estimated: false,
      cost: '0.00000002',
    });
    expect(answer).toMatchObject({
      ...place,
      ...list,
      purpose: 'answer',
      model: 'stub',
      input_tokens: 120,
      output_tokens: 30,
      cost: '0.00018',
    });
    expect(message.usage).toMatchObject({ cost: '0.00018002', currency: 'EUR' });
    const { id: messageId, conversationId } = message;
    const receipt = await trial.rooms.get(ReceiptService).get(scope, { conversationId, messageId });
    expect(receipt).toMatchObject({ budgetStep: 'model', cost: { amount: 0.00018 } });
    expect(await trial.entries(neighbour)).toEqual([]);
  });

  it('tells rewriting, judging and what is only tried apart', async () => {
    const { id } = await trial.rooms.get(ConversationService).create(scope);
    const settings = { ...NO_SETTINGS, judge: 'model' } as const;
    await trial.rooms.get(AgentSettingsService).replace(scope, { settings, note: null });
    stub.next({ text: ANSWER }, { text: '1: yes' });
    const first = await trial.ask(scope, QUESTION, id);
    stub.next({ text: 'How many days to return a lamp?' }, { text: ANSWER }, { text: '1: yes' });
    await trial.ask(scope, 'And for a lamp?', id);
    const place = { conversationId: id, messageId: first.id };
    const { signal } = new AbortController();
    await trial.rooms.get(ReplayService).replay(scope, place, signal);

    const purposes = (await trial.entries(scope)).map(({ purpose }) => purpose);
    expect(purposes.filter((purpose) => purpose !== 'embed_question')).toEqual([
      'answer',
      'judge',
      'rewrite',
      'answer',
      'judge',
      'replay',
      'replay',
    ]);
  });

  it('estimates where the server does not count or is cut off, and guesses no price', async () => {
    stub.next({ text: ANSWER, withUsage: false });
    await trial.ask(scope);
    stub.next({ text: ANSWER, cutAfter: 3 });
    await expect(trial.ask(scope)).rejects.toThrow('AGENT_MODEL_CUT_OFF');
    const unpriced = await TrialUsage.open(stub, { chatModel: 'unknown' });
    const { usage } = await unpriced.ask(scope);
    await unpriced.close();

    const answers = (await trial.entries(scope)).filter(({ purpose }) => purpose === 'answer');
    expect(answers.map(({ is_estimated, model }) => [is_estimated, model])).toEqual([
      [true, 'stub'],
      [true, 'stub'],
      [false, 'unknown'],
    ]);
    expect(answers[2]).toMatchObject({ cost: null, currency: null, price_version: null });
    expect(usage).toMatchObject({ cost: null, inputTokens: 120 });
  });

  it('has no row of a call that was refused, and one of a call that was repeated', async () => {
    stub.next({ status: 503 });
    await trial.ask(scope);
    stub.next({ status: 401 });
    await expect(trial.ask(scope)).rejects.toThrow('AGENT_MODEL_REJECTED');

    const answers = (await brief(scope)).filter(([purpose]) => purpose === 'answer');
    expect(answers).toEqual([['answer', '0.00018']]);
  });

  it('counts a call once, however often its end is told', async () => {
    const meter = trial.rooms.get(UsageLedger).meter(scope);
    await trial.budget(scope, { dayAmount: '1' });
    const mostTokens = { input: 10, output: 10 };
    const call = await meter.begin({ purpose: 'answer', model: 'stub', mostTokens });
    const tokens = { input: 1_000_000, output: 0, isEstimated: false };
    await call.settle({ ...tokens, input: 1_000 });
    await call.settle(tokens);
    await call.release();

    expect(await brief(scope)).toEqual([['answer', '0.001']]);
    expect(await trial.currentBudget(scope)).toMatchObject({ daySpent: '0.001', reserved: '0' });
  });
});

describe('the calls of an ingest', () => {
  it('stand under it, and what was embedded before costs nothing again', async () => {
    const ingest = await trial.ingest(scope, `${PAGE} Lamps have a warranty of two years.`);
    const again = await trial.ingest(scope, `${PAGE} Lamps have a warranty of two years.`);

    const entries = await trial.entries(scope);
    expect(entries.map(({ purpose, ingest_id }) => [purpose, ingest_id])).toEqual([
      ['embed_pages', ingest.id],
    ]);
    expect(again.status).toBe('live');
  });

  it('fail it with the budget when that is spent, and a larger one lets it go on', async () => {
    await trial.budget(scope, { dayAmount: '0.000000001' });
    const pages = new IndexedPages(trial.rooms);
    const page = { path: '/new', title: 'New', markdown: 'A lamp of brass stands in the hall.' };

    const begun = await pages.crawl(scope, [page]);
    await pages.index(scope, begun);
    const failed = await trial.rooms.get(IngestRepository).get(scope, begun.id);

    expect(failed).toMatchObject({ status: 'failed', errorCode: 'TENANCY_BUDGET_SPENT' });
    expect(failed.errorDetail).toContain('larger budget');
    expect(await trial.entries(scope)).toEqual([]);
    const { denseUnavailable, results } = await trial.rooms
      .get(KnowledgeSearch)
      .search(scope, QUESTION);
    expect([denseUnavailable, results.length]).toEqual(['over_budget', 1]);

    await trial.budget(scope, { dayAmount: '1' });
    const resumed = await trial.rooms.get(IngestResumer).resume(scope, begun.id);
    await pages.index(scope, resumed);

    expect((await pages.publish(scope, resumed)).status).toBe('live');
    expect((await trial.entries(scope))[0]).toMatchObject({ ingest_id: begun.id });
  });
});

describe('the report', () => {
  it('adds up a store by day, purpose or model, and all stores for the operator', async () => {
    await trial.ask(scope);
    await trial.ask(scope);
    await trial.ask(neighbour);
    const of = (group: 'day' | 'purpose' | 'model') =>
      trial.rooms.get(UsageLedger).report(scope, group, period);

    expect(await of('day')).toEqual([
      {
        key: today,
        calls: 4,
        estimatedCalls: 0,
        unpricedCalls: 0,
        inputTokens: 242,
        outputTokens: 60,
        cost: '0.00036004',
        currency: 'EUR',
      },
    ]);
    expect((await of('purpose')).map(({ key, calls }) => [key, calls])).toEqual([
      ['answer', 2],
      ['embed_question', 2],
    ]);
    expect((await of('model')).map(({ key, cost }) => [key, cost])).toEqual([
      ['embedder', '0.00000004'],
      ['stub', '0.00036'],
    ]);
    const all = await trial.rooms.get(UsageDirectory).report('store', period);
    const cost = (key: string) => all.find((one) => one.key === key)?.cost;
    expect([cost(scope.storeId), cost(neighbour.storeId)]).toEqual(['0.00036004', '0.00018002']);
    const past = { from: '2020-01-01', to: '2020-01-31' };
    expect(await trial.rooms.get(UsageLedger).report(scope, 'day', past)).toEqual([]);
  });

  it('leaves the stores of the isolation check out of what all have spent', async () => {
    const check = await trial.aStore();
    await trial.ask(check);
    await trial.ask(neighbour);

    await trial.sql('UPDATE stores SET is_synthetic = true WHERE id = $1 RETURNING id', [
      check.storeId,
    ]);
    const all = await trial.rooms.get(UsageDirectory).report('store', period);

    const shown = new Set(all.map(({ key }) => key));
    expect([shown.has(check.storeId), shown.has(neighbour.storeId)]).toEqual([false, true]);
  });

  it('forgets what is older than entries are kept', async () => {
    await trial.ask(scope);
    await trial.sql(
      `UPDATE usage_entries SET created_at = now() - interval '41 days'
       WHERE store_id = $1 AND purpose = 'answer'`,
      [scope.storeId],
    );

    await trial.rooms.get(UsageSweep).removeOld();

    expect(await brief(scope)).toEqual([['embed_question', '0.00000002']]);
  });
});
