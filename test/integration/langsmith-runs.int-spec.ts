import type { StoreScope } from '@app/tenancy';

import { LangSmithReceiver } from '../support/observing/langsmith-receiver.js';
import { OpenAiStub } from '../support/openai-stub.js';
import { ANSWER, PAGE, QUESTION, TrialUsage } from './trial-usage.js';

let langSmith: LangSmithReceiver;
let stub: OpenAiStub;
let trial: TrialUsage | undefined;

beforeAll(async () => {
  stub = await OpenAiStub.start();
});
beforeEach(async () => {
  langSmith = await LangSmithReceiver.start();
  stub.forget().always({ text: ANSWER });
});
afterEach(async () => {
  await close();
  for (const name of Object.keys(process.env)) {
    if (name.startsWith('LANGSMITH_')) delete process.env[name];
  }
  await langSmith.stop();
});
afterAll(() => stub.stop());

/** Two stores, each with a page and an answer, on rooms that are closed, so that all is sent. */
async function work(env: Record<string, string>): Promise<StoreScope[]> {
  const scopes: StoreScope[] = [];
  const set = { LANGSMITH_ENDPOINT: langSmith.endpoint, LANGSMITH_API_KEY: 'key-of-ours', ...env };
  Object.assign(process.env, set);
  trial = await TrialUsage.open(stub, { embedding: 'embedder' });
  for (const name of ['one', 'two']) {
    const scope = await trial.aStore();
    await trial.ingest(scope, `${PAGE} This is store ${name}.`);
    await trial.ask(scope);
    scopes.push(scope);
  }
  return scopes;
}

async function close(): Promise<void> {
  await trial?.close();
  trial = undefined;
}

const all = () => langSmith.bodies.join('\n');

describe('LangSmith', () => {
  it('gets each run with its store, conversation and purpose, and none of their texts', async () => {
    const scopes = await work({ LANGSMITH_TRACING: 'true', LANGSMITH_PROJECT: 'shops' });
    await close();

    const { runs } = langSmith;
    expect(runs.length).toBeGreaterThan(3);
    for (const { storeId } of scopes) {
      const own = runs.filter(({ tags }) => tags?.includes(`store:${storeId}`));
      const purposes = own.map(({ extra }) => extra?.metadata?.['purpose']);
      expect(purposes.sort()).toEqual(['answer', 'embed_pages', 'embed_pages', 'embed_question']);
      for (const { extra, session_name: project } of own) {
        expect(extra?.metadata?.['store_id']).toBe(storeId);
        expect(project).toBe('shops');
      }
      const asked = own.find(({ run_type: type }) => type === 'llm');
      expect(asked?.extra?.metadata).toMatchObject({
        conversation_id: expect.any(String),
        purpose: 'answer',
        usage_metadata: { input_tokens: 120, output_tokens: 30 },
      });
    }
    expect(
      runs.every(({ tags = [] }) => tags.filter((tag) => tag.startsWith('store:')).length === 1),
    ).toBe(true);
    for (const text of ['return a lamp', '30 days', 'Sale items'])
      expect(all()).not.toContain(text);
    expect(langSmith.headers.some((one) => one['x-api-key'] === 'key-of-ours')).toBe(true);
  });

  it('gets texts where the operator wants them there', async () => {
    const shown = { LANGSMITH_HIDE_INPUTS: 'false', LANGSMITH_HIDE_OUTPUTS: 'false' };
    await work({ LANGSMITH_TRACING: 'true', ...shown });
    await close();

    expect(all()).toContain(QUESTION);
    expect(all()).toContain('Sale items');
  });

  it('gets no text of a call that failed with what it was sent', async () => {
    const [scope] = await work({ LANGSMITH_TRACING: 'true' });
    const body = JSON.stringify({ error: { message: `cannot answer: ${QUESTION}` } });
    stub.always({ status: 400, body });
    await expect(trial?.ask(scope!)).rejects.toThrow('AGENT_MODEL_REJECTED');
    await close();

    const failed = langSmith.runs.filter(({ error }) => error !== undefined);
    expect(failed.length).toBeGreaterThan(0);
    expect(all()).not.toContain('return a lamp');
    expect(all()).not.toContain('cannot answer');
  });

  it('gets nothing unless it is asked for', async () => {
    await work({});
    await close();

    expect(langSmith.bodies).toEqual([]);
  });

  it('that fails harms no answer', async () => {
    langSmith.status = 500;
    const scopes = await work({ LANGSMITH_TRACING: 'true' });
    await close();

    expect(scopes).toHaveLength(2);
    expect(langSmith.bodies.length).toBeGreaterThan(0);
  });

  it('without a key is refused at the start', async () => {
    const start = work({ LANGSMITH_TRACING: 'true', LANGSMITH_API_KEY: '' });

    await expect(start).rejects.toThrow('LANGSMITH_API_KEY: must be set');
  });
});
