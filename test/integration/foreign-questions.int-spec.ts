import {
  AgentModule,
  AgentSettingsService,
  ANSWER_PROMPT_VERSION,
  type AnswerEvent,
  AnswerService,
  ConversationService,
  type Message,
  NO_SETTINGS,
  ReceiptService,
  TRANSLATE_PROMPT_VERSION,
} from '@app/agent';
import { KnowledgeModule } from '@app/knowledge';
import type { StoreScope } from '@app/tenancy';
import type { TestingModule } from '@nestjs/testing';

import { IndexedPages } from '../support/indexed-pages.js';
import { OpenAiStub, type StubReply } from '../support/openai-stub.js';
import { aStore, openRooms } from '../support/rooms.js';

const QUESTION = 'Combien de jours ai-je pour renvoyer la lampe ?';
const TRANSLATED = 'Wie viele Tage habe ich, um die Lampe zurückzugeben?';
const ANSWER = 'Vous avez 30 jours pour renvoyer la lampe [#].';
const PAGES = [
  {
    path: '/rueckgabe',
    title: 'Rückgabe',
    markdown:
      '# Rückgabe\n\nSie haben 30 Tage, um eine Lampe zurückzugeben. Wir erstatten den Preis nach der Prüfung.',
  },
  {
    path: '/versand',
    title: 'Versand',
    markdown:
      '# Versand\n\nDer Versand innerhalb von Deutschland kostet 4,90 € und dauert drei Tage.',
  },
];

let rooms: TestingModule;
let stub: OpenAiStub;
let scope: StoreScope;

beforeAll(async () => {
  stub = await OpenAiStub.start();
  const env = { CHAT_MODEL: 'stub', OPENAI_BASE_URL: stub.baseUrl, CHAT_TIMEOUT_MS: '2000' };
  Object.assign(process.env, env);
  rooms = await openRooms({ imports: [KnowledgeModule, AgentModule] });
  for (const name of Object.keys(env)) delete process.env[name];
  scope = await aStore(rooms);
  const indexed = new IndexedPages(rooms);
  const pages = PAGES.map((page) => ({ ...page, language: 'de' }));
  const ingest = await indexed.crawl(scope, pages);
  await indexed.index(scope, ingest);
  await indexed.publish(scope, ingest);
});
afterAll(async () => {
  await rooms.close();
  await stub.stop();
});
beforeEach(() => {
  stub.forget();
  stub.requests.length = 0;
});

const newConversation = async () => (await rooms.get(ConversationService).create(scope)).id;

async function ask(content = QUESTION, id?: string) {
  const conversationId = id ?? (await newConversation());
  const signal = new AbortController().signal;
  let last: AnswerEvent | undefined;
  for await (const event of rooms.get(AnswerService).ask(scope, conversationId, content, signal))
    last = event;
  const { message } = last as { message: Message };
  const place = { conversationId, messageId: message.id };
  return { ...message, receipt: await rooms.get(ReceiptService).get(scope, place) };
}

/** The model cites the page of that title, whichever number it has. */
const citing = (text: string, title = 'Rückgabe') => {
  return (messages: { content: string }[]): StubReply => {
    const numbered = new RegExp(`\\[(\\d+)\\] ${title}`).exec(messages.at(-1)?.content ?? '');
    return { text: text.replaceAll('#', numbered?.[1] ?? '0') };
  };
};
const promptOf = (i: number) => JSON.stringify(stub.chats()[i]?.body['messages']);

describe('a question in a language that no page is in', () => {
  it('is searched in the language of the pages and answered in its own, with the page quoted', async () => {
    stub.next({ text: TRANSLATED }, citing(ANSWER));

    const answer = await ask();

    expect(stub.chats()).toHaveLength(2);
    expect(promptOf(0)).toContain('German');
    expect(promptOf(1)).toContain(QUESTION);
    expect(promptOf(1)).toContain(TRANSLATED);
    expect(answer).toMatchObject({
      outcome: 'answered',
      content: ANSWER.replace('#', '1'),
      usage: { inputTokens: 240, outputTokens: 60 },
    });
    expect(answer.citations.map(({ quote }) => quote)).toEqual([
      'Sie haben 30 Tage, um eine Lampe zurückzugeben.',
    ]);
    expect(answer.receipt).toMatchObject({
      prompts: [TRANSLATE_PROMPT_VERSION, ANSWER_PROMPT_VERSION],
      query: { text: TRANSLATED, isRewritten: true },
      tokens: { input: 240, output: 60 },
    });
    expect(answer.receipt.searches.map(({ query }) => query)).toEqual(
      expect.arrayContaining([TRANSLATED, QUESTION]),
    );
  });

  it('has its figures checked all the same', async () => {
    const text = 'Vous avez 60 jours pour renvoyer la lampe [#]. La livraison coûte 9,90 € [#].';
    stub.next({ text: TRANSLATED }, citing(`${text} ${ANSWER}`));

    const answer = await ask();

    expect(answer.content).toBe(ANSWER.replace('#', '1'));
    expect(answer.receipt.verdicts.map(({ reason }) => reason)).toEqual(['figure', 'figure', null]);
  });

  it('is understood in its conversation by the same call', async () => {
    const id = await newConversation();
    stub.next({ text: TRANSLATED }, citing(ANSWER));
    await ask(QUESTION, id);
    const about = 'Was kostet der Versand der Lampe innerhalb von Deutschland?';
    stub.next({ text: about }, citing('La livraison coûte 4,90 € [#].', 'Versand'));

    const answer = await ask('Et combien coûte la livraison ?', id);

    expect(stub.chats()).toHaveLength(4);
    expect(promptOf(2)).toContain(QUESTION);
    expect(answer).toMatchObject({
      outcome: 'answered',
      content: 'La livraison coûte 4,90 € [1].',
    });
  });

  it.each<[string, StubReply]>([
    ['fails', { status: 500 }],
    ['says nothing', { text: '' }],
    ['stalls', { text: TRANSLATED, stallAfter: 1 }],
    ['goes on and on', { text: 'Lampe '.repeat(200) }],
    ['answers in lines', { text: 'Gern!\nHier ist die Übersetzung:' }],
  ])('is searched as it was asked where the translation %s', async (_how, reply) => {
    stub.next(reply, ...(reply.status === 500 ? [reply] : []));

    const answer = await ask('Combien coûte la livraison en Deutschland avec Versand ?');

    expect(answer.outcome).toBe('abstained');
    expect(answer.receipt.query).toMatchObject({ isRewritten: false });
    expect(answer.receipt.prompts[0]).toBe(TRANSLATE_PROMPT_VERSION);
  });

  it('comes to no harm by a translation that is none', async () => {
    const asked = 'Quel est le prix du Versand en Deutschland ?';
    stub.next({ text: 'Bananen sind sehr gesund.' }, citing('La livraison coûte 4,90 € [#].', 'Versand'));

    const answer = await ask(asked);

    expect(promptOf(1)).toContain(asked);
    expect(promptOf(1)).not.toContain('Bananen');
    expect(answer.content).toBe('La livraison coûte 4,90 € [1].');
  }); // prettier-ignore
});

describe('a question that needs no translation', () => {
  it('since a page is in its language, takes one call', async () => {
    stub.next(citing('Sie haben 30 Tage, um eine Lampe zurückzugeben [#].'));

    const answer = await ask(TRANSLATED);

    expect(stub.chats()).toHaveLength(1);
    expect(answer.outcome).toBe('answered');
  });

  it('since there is no model for it, takes none', async () => {
    const other = { ...NO_SETTINGS, model: { use: 'quotes' } as const };
    await rooms.get(AgentSettingsService).replace(scope, { settings: other, note: null });

    await ask();

    expect(stub.chats()).toEqual([]);
  });
});
