import { KnowledgeModule } from '@app/knowledge';
import { createParser } from 'eventsource-parser';

import type { ApiClient } from '../e2e/api-client.js';
import { startApi } from '../e2e/running-api.js';
import { IndexedPages } from '../support/indexed-pages.js';
import { OpenAiStub } from '../support/openai-stub.js';
import { aStore, openRooms } from '../support/rooms.js';
import { ms, timing } from './measure.js';

const SENTENCE = 'You can return a lamp within 30 days of delivery [1].';
const REPLY = {
  text: `${SENTENCE} Sale items are not refunded [1].`,
  delayMs: 50,
  tokenDelayMs: 5,
};
const QUESTION = 'How many days do I have to return a lamp?';

interface Moments {
  firstToken: number;
  firstSentence: number;
  end: number;
}

interface AnswerMoments {
  firstEvent: number;
  firstToken: number;
  end: number;
}

/**
 * Time to the first token of an answer through the whole API, against the stub model asked directly by the same HTTP
 * client in turn. An answer is given out by verified sentences, so the fair peer is the stub's first whole sentence.
 */
export async function run([count = '50']: string[]): Promise<void> {
  const stub = (await OpenAiStub.start()).always(REPLY);
  const storeId = await indexedStore();
  const env = { OPENAI_BASE_URL: stub.baseUrl, CHAT_MODEL: 'stub', CHAT_TIMEOUT_MS: '10000' };
  const api = await startApi(env);
  const { body } = await api.admin.post(`/api/v1/stores/${storeId}/keys`, { kind: 'store' });
  const client = api.admin.as(String(body['key']));
  const direct: Moments[] = [];
  const answers: AnswerMoments[] = [];
  await askApi(client);
  for (let i = 0; i < Number(count); i++) {
    direct.push(await askStub(stub));
    answers.push(await askApi(client));
  }
  report(direct, answers);
  await api.stop();
  await stub.stop();
}

async function indexedStore(): Promise<string> {
  const rooms = await openRooms({ imports: [KnowledgeModule] });
  const scope = await aStore(rooms, { name: 'First token' });
  const markdown =
    '# Returns\n\nYou can return a lamp within 30 days of delivery. Sale items are not refunded.';
  await new IndexedPages(rooms).ingest(scope, [{ path: '/returns', title: 'Returns', markdown }]);
  await rooms.close();
  return scope.storeId;
}

async function askStub(stub: OpenAiStub): Promise<Moments> {
  const startedAt = performance.now();
  const moments = { firstToken: 0, firstSentence: 0, end: 0 };
  let text = '';
  const response = await fetch(`${stub.baseUrl}/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'stub', stream: true, messages: [] }),
  });
  await eachEvent(response, (_event, data) => {
    if (data === '[DONE]') return;
    const chunk = JSON.parse(data) as { choices: { delta: { content?: string } }[] };
    const token = chunk.choices[0]?.delta.content ?? '';
    text += token;
    const now = performance.now() - startedAt;
    if (token !== '') moments.firstToken ||= now;
    if (text.length > SENTENCE.length + 1) moments.firstSentence ||= now;
  });
  return { ...moments, end: performance.now() - startedAt };
}

async function askApi(client: ApiClient): Promise<AnswerMoments> {
  const { body } = await client.post('/api/v1/conversations', {});
  const startedAt = performance.now();
  const moments = { firstEvent: 0, firstToken: 0, end: 0 };
  const path = `/api/v1/conversations/${String(body['id'])}/messages`;
  const headers = { accept: 'text/event-stream' };
  const response = await client.send('POST', path, { body: { content: QUESTION }, headers });
  let last = '';
  await eachEvent(response, (event) => {
    const now = performance.now() - startedAt;
    moments.firstEvent ||= now;
    if (event === 'token') moments.firstToken ||= now;
    last = event;
  });
  if (last !== 'done') throw new Error(`An answer ended with "${last}".`);
  return { ...moments, end: performance.now() - startedAt };
}

async function eachEvent(
  response: Response,
  onEvent: (event: string, data: string) => void,
): Promise<void> {
  const parser = createParser({ onEvent: ({ event, data }) => onEvent(event ?? 'message', data) });
  const decoder = new TextDecoder();
  for await (const bytes of response.body ?? [])
    parser.feed(decoder.decode(bytes, { stream: true }));
}

function report(direct: Moments[], answers: AnswerMoments[]): void {
  const rows: [string, number[]][] = [
    ['stub, first token', direct.map(({ firstToken }) => firstToken)],
    ['stub, first sentence', direct.map(({ firstSentence }) => firstSentence)],
    ['stub, end', direct.map(({ end }) => end)],
    ['API, first event', answers.map(({ firstEvent }) => firstEvent)],
    ['API, first verified sentence', answers.map(({ firstToken }) => firstToken)],
    ['API, end', answers.map(({ end }) => end)],
    [
      'overhead, first sentence',
      answers.map(({ firstToken }, i) => firstToken - (direct[i]?.firstSentence ?? 0)),
    ],
  ];
  for (const [name, samples] of rows) {
    const { p50, p95 } = timing(samples);
    process.stdout.write(
      `${name.padEnd(30)} p50 ${ms(p50).padStart(10)}   p95 ${ms(p95).padStart(10)}\n`,
    );
  }
}
