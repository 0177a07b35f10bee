import type { INestApplicationContext } from '@nestjs/common';

import { waitFor } from '../support/wait-for.js';
import type { ApiClient } from './api-client.js';
import { aStoreWithKey, type RunningApi, startApi } from './running-api.js';
import { ingestEnd, startWorker } from './running-worker.js';

interface Gap {
  id: string;
  state: string;
  question: string;
  question_count: number;
  answered_release: number | null;
}
interface Message {
  id: string;
  outcome: string;
  conversation_id: string;
}

let api: RunningApi;
let worker: INestApplicationContext;
let client: ApiClient;
let storeId: string;

const gaps = () => `/api/v1/knowledge-base/${storeId}/gaps`;

beforeAll(async () => {
  api = await startApi();
  worker = await startWorker();
});
afterAll(async () => {
  await api.stop();
  await worker.close();
});
beforeEach(async () => {
  ({ client, storeId } = await aStoreWithKey(api.admin));
  await aSnippet('How do I wash the velvet cushion?', 'Wash the velvet cushion at 40 °C.');
});

async function aSnippet(question: string, answer: string): Promise<void> {
  const base = `/api/v1/knowledge-base/${storeId}`;
  const { body } = await client.post(`${base}/snippets`, { question, answer });
  const { ingest } = body as unknown as { ingest: { ingest_id: string } };
  await ingestEnd(client, storeId, ingest.ingest_id);
}

/** Each shopper has a conversation of their own. */
async function ask(content: string): Promise<Message> {
  const conversation = await client.post('/api/v1/conversations', {});
  const conversation_id = String(conversation.body['id']);
  const { body } = await client.post(`/api/v1/conversations/${conversation_id}/messages`, {
    content,
  });
  return { ...(body as unknown as Message), conversation_id };
}

const feedbackOn = ({ id, conversation_id }: Message) =>
  `/api/v1/conversations/${conversation_id}/messages/${id}/feedback`;

/** The gaps, once so many questions are gathered. */
const gathered = (questions: number, query = '') =>
  waitFor(
    async () => {
      const { body } = await client.get(gaps() + query);
      const items = body['items'] as unknown as Gap[];
      const count = items.reduce((sum, gap) => sum + gap.question_count, 0);
      return count === questions ? items : undefined;
    },
    { timeoutMs: 60_000, everyMs: 200 },
  );

describe('gaps over HTTP', () => {
  it('go from a question in vain to an answer by a later release', async () => {
    for (const question of [
      'Do you ship to Norway?',
      'Do you ship to Canada?',
      'shipping norway?',
      'can you deliver to norway, I am ann@mail.example',
    ]) {
      expect((await ask(question)).outcome).toBe('abstained');
    }

    const [norway, canada] = await gathered(4);
    expect(norway).toMatchObject({
      state: 'open',
      question: 'Do you ship to Norway?',
      question_count: 3,
      outcomes: { answered: 0, abstained: 3, handed_off: 0, failed: 0 },
      badly_rated: 0,
    });
    expect(canada).toMatchObject({ question: 'Do you ship to Canada?', question_count: 1 });

    const path = `${gaps()}/${norway?.id}`;
    const detail = await client.get(path);
    expect(detail.text).toContain('[email]');
    expect(detail.text).not.toContain('ann@mail.example');
    expect(detail.body['questions']).toHaveLength(3);

    const before = await client.post(`${path}/replay`);
    expect(before.body).toMatchObject({ release: 1, asked: 3, answered: 0 });

    const written = await client.post(`${path}/answer`, {
      answer: 'Yes, we ship and deliver to Norway. Shipping to Norway takes 5 working days.',
    });
    expect(written.body).toMatchObject({
      gap: { state: 'open', awaited_release: 2 },
      snippet: { question: 'Do you ship to Norway?' },
    });

    const answered = await waitFor(
      async () => {
        const { body } = await client.get(path);
        return body['awaited_release'] === null ? body : undefined;
      },
      { timeoutMs: 60_000, everyMs: 200 },
    );
    expect(answered).toMatchObject({ state: 'answered', answered_release: 2 });

    const after = await client.post(`${path}/replay`);
    expect(after.body).toMatchObject({
      release: 2,
      asked: 3,
      answered: 3,
      questions: [1, 2, 3].map(() => ({
        is_answered: true,
        outcome: 'answered',
        citations: [{ quote: expect.stringContaining('Norway') }],
      })),
    });
    const open = await client.get(`${gaps()}?state=open`);
    expect(open.body['items']).toMatchObject([{ id: canada?.id }]);
  });

  it('begin with a thumb down and end when it is taken back', async () => {
    const message = await ask('How do I wash the velvet cushion?');
    expect(message.outcome).toBe('answered');

    const given = await client.call('PUT', feedbackOn(message), {
      body: { rating: 'down', reason: 'outdated', comment: 'Call me: +49 151 2345678' },
    });
    expect(given.status).toBe(200);
    expect(given.body).toMatchObject({ rating: 'down', reason: 'outdated' });
    const messages = await client.get(`/api/v1/conversations/${message.conversation_id}/messages`);
    expect(messages.body['items']).toMatchObject([
      { role: 'user', feedback: null },
      { role: 'assistant', feedback: { rating: 'down', reason: 'outdated' } },
    ]);

    const [gap] = await gathered(1);
    expect(gap).toMatchObject({ badly_rated: 1, outcomes: { answered: 1 } });
    const detail = await client.get(`${gaps()}/${gap?.id}`);
    expect(detail.body['questions']).toMatchObject([
      { message_id: message.id, feedback: { comment: 'Call me: [phone]' } },
    ]);
    const again = await client.post(`${gaps()}/${gap?.id}/replay`);
    expect(again.body).toMatchObject({ asked: 1, answered: 0, gap: { state: 'open' } });

    const taken = await client.call('DELETE', feedbackOn(message));
    expect(taken.status).toBe(204);
    expect((await client.get(gaps())).body['items']).toEqual([]);
    expect((await client.get(`${gaps()}/${gap?.id}`)).status).toBe(404);
  });

  it('are dismissed and opened again, and are gone with their conversations', async () => {
    const message = await ask('Do you ship to Norway?');
    const [gap] = await gathered(1);
    const path = `${gaps()}/${gap?.id}`;

    expect((await client.post(`${path}/dismiss`)).body).toMatchObject({ state: 'dismissed' });
    await ask('shipping to norway');
    expect(await gathered(2)).toMatchObject([{ id: gap?.id, state: 'dismissed' }]);
    expect((await client.post(`${path}/reopen`)).body).toMatchObject({ state: 'open' });

    await client.call('DELETE', `/api/v1/conversations/${message.conversation_id}`);
    expect((await client.get(path)).body).toMatchObject({
      question_count: 1,
      examples: ['shipping to norway'],
    });
  });

  it('are listed for a period and slice by slice, what is asked most first', async () => {
    for (const question of ['Is there a student discount?', 'student discount', 'Is it vegan?'])
      await ask(question);
    const items = await gathered(3);
    expect(items.map((gap) => gap.question_count)).toEqual([2, 1]);

    const first = await client.get(`${gaps()}?limit=1`);
    const rest = await client.get(`${gaps()}?limit=1&cursor=${first.body['next_cursor']}`);
    const later = await client.get(`${gaps()}?since=2100-01-01T00:00:00Z`);
    const malformed = await client.get(`${gaps()}?cursor=1.x`);

    expect(first.body['items']).toMatchObject([{ id: items[0]?.id }]);
    expect(rest.body).toMatchObject({ items: [{ id: items[1]?.id }], next_cursor: null });
    expect(later.body['items']).toEqual([]);
    expect(malformed.body).toMatchObject({ code: 'TENANCY_CURSOR_MALFORMED' });
  });

  it('take no feedback on what the shopper said', async () => {
    const message = await ask('How do I wash the velvet cushion?');
    const list = await client.get(`/api/v1/conversations/${message.conversation_id}/messages`);
    const [own] = list.body['items'] as unknown as Message[];

    const answer = await client.call('PUT', feedbackOn({ ...message, id: String(own?.id) }), {
      body: { rating: 'up' },
    });

    expect(answer.body).toMatchObject({ status: 409, code: 'AGENT_MESSAGE_NOT_AN_ANSWER' });
  });
});
