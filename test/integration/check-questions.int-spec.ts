import {
  CheckQuestionService,
  CheckReporter,
  EMBEDDING_MODEL,
  type EmbeddingModel,
  KnowledgeModule,
  KnowledgeSearch,
  ReleaseService,
  ReleaseSwitcher,
} from '@app/knowledge';
import { AppError, StoreConnections, type StoreScope, StoresService } from '@app/tenancy';
import type { TestingModule } from '@nestjs/testing';

import { IndexedPages, type PageFixture } from '../support/indexed-pages.js';
import { aStore, openRooms } from '../support/rooms.js';

let rooms: TestingModule;
let indexed: IndexedPages;
let checks: CheckQuestionService;
let scope: StoreScope;

const origin = 'https://a-pillow-shop.com';
const page = (path: string, text: string): PageFixture => ({
  path,
  title: `Page ${path}`,
  markdown: `# Page ${path}\n\n${text}`,
});
const shipping = page('/shipping', 'Delivery is **free** from $50 on, in 3 days.');
const returns = page('/returns', 'Send your pillow back within 60 days for a refund.');
const care = page('/care', 'Wash the pillow at 40 degrees and dry it flat.');

const ask = (question: string, expectedUrl: string | null, expectedText: string | null = null) =>
  checks.create(scope, { question, expectedUrl, expectedText });
const run = async (release?: number) => {
  const { results } = await rooms.get(CheckReporter).report(scope, release);
  return results.map(({ check, fault, pageRank, textRank }) => ({
    question: check.question,
    fault,
    pageRank,
    textRank,
  }));
};
const sql = <T>(text: string, ...params: unknown[]) =>
  rooms
    .get(StoreConnections)
    .run<T[]>(scope, (manager) => manager.query(text, [scope.storeId, ...params]));

beforeAll(async () => {
  rooms = await openRooms({ imports: [KnowledgeModule] });
  indexed = new IndexedPages(rooms);
  checks = rooms.get(CheckQuestionService);
});
afterAll(() => rooms.close());
beforeEach(async () => {
  scope = await aStore(rooms);
});

describe('a check question', () => {
  it('is stored in the one spelling of its page, changed, listed and removed', async () => {
    await indexed.ingest(scope, [shipping]);

    const made = await ask('  Is delivery free? ', `${origin}/shipping?utm_source=x#top`);
    expect(made).toMatchObject({
      question: 'Is delivery free?',
      expectedUrl: `${origin}/shipping`,
    });
    const changed = await checks.update(scope, made.id, {
      expectedUrl: null,
      expectedText: 'free',
    });
    expect(changed).toMatchObject({ question: 'Is delivery free?', expectedUrl: null });
    expect((await checks.list(scope, { limit: 10 })).items).toMatchObject([{ id: made.id }]);

    await checks.remove(scope, made.id);
    await expect(checks.remove(scope, made.id)).rejects.toMatchObject({
      code: 'KNOWLEDGE_CHECK_NOT_FOUND',
    });
  });

  it.each([
    ['a question without text', ['  ', null, 'free'], 'KNOWLEDGE_CHECK_QUESTION_EMPTY', 'question'],
    [
      'a question without words',
      ['???', null, 'free'],
      'KNOWLEDGE_CHECK_QUESTION_EMPTY',
      'question',
    ],
    [
      'an expectation of signs',
      ['Free?', null, '...'],
      'KNOWLEDGE_CHECK_EXPECTS_NOTHING',
      'expected_text',
    ],
    ['no expectation', ['Free?', null, null], 'KNOWLEDGE_CHECK_EXPECTS_NOTHING', 'expected_url'],
    ['an empty expectation', ['Free?', '', ' '], 'KNOWLEDGE_CHECK_EXPECTS_NOTHING', 'expected_url'],
    [
      'a strange page',
      ['Free?', `${origin}/x`, null],
      'KNOWLEDGE_CHECK_URL_UNKNOWN',
      'expected_url',
    ],
    ['no address', ['Free?', 'the page', null], 'KNOWLEDGE_CHECK_URL_UNKNOWN', 'expected_url'],
  ] as const)('is refused with %s', async (_what, [question, url, text], code, field) => {
    await indexed.ingest(scope, [shipping]);

    await expect(ask(question, url, text)).rejects.toMatchObject({ code, details: { field } });
  });

  it('keeps an expectation when it is changed', async () => {
    const { id } = await ask('Free?', null, 'free');

    await expect(checks.update(scope, id, { expectedText: null })).rejects.toMatchObject({
      code: 'KNOWLEDGE_CHECK_EXPECTS_NOTHING',
    });
    expect(await checks.get(scope, id)).toMatchObject({ expectedText: 'free' });
  });

  it('of another store looks missing, and its page too', async () => {
    await indexed.ingest(scope, [shipping]);
    const { id } = await ask('Free?', null, 'free');
    const other = await aStore(rooms);

    for (const attempt of [
      checks.get(other, id),
      checks.update(other, id, { question: 'x' }),
      checks.remove(other, id),
    ]) {
      await expect(attempt).rejects.toMatchObject({ code: 'KNOWLEDGE_CHECK_NOT_FOUND' });
    }
    await expect(
      checks.create(other, {
        question: 'x',
        expectedUrl: `${origin}/shipping`,
        expectedText: null,
      }),
    ).rejects.toMatchObject({ code: 'KNOWLEDGE_CHECK_URL_UNKNOWN' });
  });

  it('is one of a hundred at most', async () => {
    await sql(
      `INSERT INTO check_questions (store_id, question, expected_text)
       SELECT $1, 'Question ' || i, 'free' FROM generate_series(1, 100) i RETURNING id`,
    );

    await expect(ask('One more?', null, 'free')).rejects.toMatchObject({
      kind: 'conflict',
      code: 'KNOWLEDGE_TOO_MANY_CHECKS',
    });
  });
});

describe('running check questions', () => {
  it('says of each whether it is passed, and what was found at which place', async () => {
    await indexed.ingest(scope, [shipping, returns, care]);
    await ask('Is delivery free?', `${origin}/shipping`, 'from $ 50');
    await ask('How do I wash a pillow?', `${origin}/care`);
    await ask('Is delivery free?', null, 'from 75');

    expect(await run()).toEqual([
      { question: 'Is delivery free?', fault: null, pageRank: 1, textRank: 1 },
      { question: 'How do I wash a pillow?', fault: null, pageRank: 1, textRank: null },
      { question: 'Is delivery free?', fault: 'text_not_found', pageRank: null, textRank: null },
    ]);
    const { results, release } = await rooms.get(CheckReporter).report(scope);
    expect(release).toBe(1);
    expect(results[1]?.found[0]).toEqual({ url: `${origin}/care`, title: 'Page /care' });
  });

  it('takes the page that an address repeats for the page', async () => {
    await indexed.ingest(scope, [shipping]);
    const [ingest] = await sql<{ id: string }>('SELECT id FROM ingests WHERE store_id = $1');
    await sql(
      `INSERT INTO ingest_pages (store_id, ingest_id, url, depth, state, outcome, duplicate_of)
       VALUES ($1, $2, $3, 1, 'done', 'duplicate', $4) RETURNING id`,
      ingest?.id,
      `${origin}/collections/all/shipping`,
      `${origin}/shipping`,
    );

    await ask('Is delivery free?', `${origin}/collections/all/shipping`);

    expect(await run()).toMatchObject([{ fault: null, pageRank: 1 }]);
  });

  it('asks the live release, or a kept one that is named', async () => {
    await indexed.ingest(scope, [shipping, returns]);
    await ask('When can I send it back?', `${origin}/returns`);
    await rooms
      .get(StoresService)
      .update(scope, { settings: { releases: { required_check_share: 0 } } });
    await indexed.ingest(scope, [shipping]);

    expect(await run()).toMatchObject([{ fault: 'page_missing' }]);
    expect(await run(1)).toMatchObject([{ fault: null }]);
    await expect(run(3)).rejects.toMatchObject({ code: 'KNOWLEDGE_RELEASE_NOT_FOUND' });
  });

  it('needs something that is live, and a model that answers', async () => {
    await expect(run()).rejects.toMatchObject({ code: 'KNOWLEDGE_NOTHING_TO_CHECK' });
    await indexed.ingest(scope, [shipping]);
    await ask('Is delivery free?', `${origin}/shipping`);
    const model = rooms.get<EmbeddingModel>(EMBEDDING_MODEL, { strict: false });
    const away = jest
      .spyOn(model, 'embedQuery')
      .mockRejectedValue(new AppError({ kind: 'unavailable', code: 'X', message: 'away' }));

    await expect(run()).rejects.toMatchObject({ code: 'KNOWLEDGE_EMBEDDING_UNAVAILABLE' });
    away.mockRestore();
    expect(await run()).toMatchObject([{ fault: null }]);
  });
});

describe('check questions as a gate', () => {
  const heldWith = async (number: number) => {
    const { status, heldFor } = await rooms.get(ReleaseService).get(scope, number);
    return { status, details: heldFor.map(({ detail }) => detail) };
  };

  it('hold a release that does not answer them, and name them', async () => {
    await indexed.ingest(scope, [shipping, returns, care]);
    await ask('When can I send it back?', `${origin}/returns`, '60 days');
    await ask('How do I wash a pillow?', null, '40 degrees');

    await indexed.ingest(scope, [shipping, page('/returns', 'We take nothing back.'), care]);

    expect(await heldWith(2)).toEqual({
      status: 'held',
      details: [
        '1 of 2 check questions are not passed, while 100 % must be: “When can I send it back?”.',
      ],
    });
    const { release } = await rooms.get(KnowledgeSearch).search(scope, 'returns');
    expect(release).toBe(1);
  });

  it('are asked again when it is published by hand', async () => {
    await indexed.ingest(scope, [shipping, returns]);
    const { id } = await ask('When can I send it back?', null, '60 days');
    await indexed.ingest(scope, [shipping, page('/returns', 'Send it back within 30 days.')]);
    const publish = () => rooms.get(ReleaseSwitcher).publishHeld(scope, 2, { despiteGates: false });

    await expect(publish()).rejects.toMatchObject({ code: 'KNOWLEDGE_RELEASE_GATED' });
    expect(await run(2)).toMatchObject([{ fault: 'text_not_found' }]);
    await checks.update(scope, id, { expectedText: '30 days' });

    expect(await publish()).toMatchObject({ status: 'live', number: 2 });
  });

  it('hold the first release of a store, too', async () => {
    await ask('When can I send it back?', null, '60 days');

    await indexed.ingest(scope, [shipping]);

    expect(await heldWith(1)).toMatchObject({ status: 'held' });
    expect((await rooms.get(KnowledgeSearch).search(scope, 'delivery')).release).toBeNull();
  });

  it('let a release through when enough are passed', async () => {
    const settings = { releases: { required_check_share: 0.5 } };
    await rooms.get(StoresService).update(scope, { settings });
    await ask('When can I send it back?', null, '60 days');
    await ask('Is delivery free?', null, 'free from $50');

    await indexed.ingest(scope, [shipping]);

    expect(await heldWith(1)).toMatchObject({ status: 'live' });
  });
});
