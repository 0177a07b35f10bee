import {
  FrontierService,
  IngestService,
  PageService,
  SnippetService,
  SourceIngests,
  SourceService,
} from '@app/knowledge';
import type { StoreScope } from '@app/tenancy';

import { TrialImport } from './trial-import.js';

let trial: TrialImport;
let scope: StoreScope;
let snippets: SnippetService;

const iceland = {
  question: 'Do you ship to Iceland?',
  answer: 'Yes, within ten working days.',
  url: null,
};
const gift = { question: 'Can you wrap it as a gift?', answer: 'For 3 EUR we do.', url: null };

beforeAll(async () => {
  trial = await TrialImport.open();
  snippets = trial.rooms.get(SnippetService);
});
afterAll(() => trial.rooms.close());
beforeEach(async () => {
  scope = await trial.begin();
});

describe('a snippet', () => {
  it('is found as a page of its own, whose citation can be read', async () => {
    const { snippet, ingest } = await snippets.create(scope, iceland);

    expect(await trial.finish(scope, ingest)).toMatchObject({ kind: 'import', status: 'live' });

    const [found] = await trial.found(scope, 'ship to Iceland');
    expect(found).toMatchObject({
      url: `snippet:${snippet.id}`,
      title: iceland.question,
      text: iceland.answer,
      pageKind: 'faq',
      fetchedAt: snippet.updatedAt,
    });
    const page = await trial.rooms.get(PageService).get(scope, snippet.id);
    expect(page).toMatchObject({ id: found?.pageId, markdown: iceland.answer });
  });

  it('is cited by the web page that the merchant names, also where several name one', async () => {
    const url = 'https://shop.example/faq#delivery';
    await snippets.create(scope, { ...iceland, url });
    const { ingest } = await snippets.create(scope, { ...gift, url });

    await trial.finish(scope, ingest);

    expect(await trial.found(scope, 'ship to Iceland')).toMatchObject([{ url }]);
    expect(await trial.found(scope, 'wrap as a gift')).toMatchObject([{ url }]);
  });

  it('that did not change keeps its version, one that did gets another', async () => {
    const { snippet } = await snippets.create(scope, iceland);
    const { ingest } = await snippets.create(scope, gift);
    await trial.finish(scope, ingest);
    const [before] = await trial.found(scope, 'wrap as a gift');

    const changed = await snippets.replace(scope, snippet.id, { ...iceland, answer: 'No more.' });
    await trial.finish(scope, changed.ingest);

    const [after] = await trial.found(scope, 'wrap as a gift');
    expect(after?.pageId).toBe(before?.pageId);
    expect((await trial.found(scope, 'ship to Iceland')).map(({ text }) => text)).toEqual([
      'No more.',
    ]);
  });

  it('that is removed is gone with the next release, the last one too', async () => {
    const first = await snippets.create(scope, iceland);
    const second = await snippets.create(scope, gift);
    await trial.finish(scope, second.ingest);

    await trial.finish(scope, { id: (await snippets.remove(scope, first.snippet.id)).id });
    expect(await trial.found(scope, 'ship to Iceland')).toEqual([]);
    expect(await trial.found(scope, 'wrap as a gift')).toHaveLength(1);

    const last = await snippets.remove(scope, second.snippet.id);
    expect(await trial.finish(scope, last)).toMatchObject({ status: 'live' });
    expect(await trial.found(scope, 'wrap as a gift')).toEqual([]);
  });

  it('of another store looks missing', async () => {
    const { snippet } = await snippets.create(scope, iceland);
    const other = await trial.begin();

    for (const ask of [
      () => snippets.get(other, snippet.id),
      () => snippets.replace(other, snippet.id, gift),
      () => snippets.remove(other, snippet.id),
    ]) {
      await expect(ask()).rejects.toMatchObject({ code: 'KNOWLEDGE_SNIPPET_NOT_FOUND' });
    }
    expect(await snippets.get(scope, snippet.id)).toMatchObject(iceland);
  });
});

describe('changes of snippets', () => {
  it('is listed among the others slice by slice, the oldest first', async () => {
    const { snippet: first } = await snippets.create(scope, iceland);
    const { snippet: second } = await snippets.create(scope, gift);

    const { items, nextCursor } = await snippets.list(scope, { limit: 1 });
    const rest = await snippets.list(scope, { limit: 1, cursor: String(nextCursor) });

    expect(items).toMatchObject([{ id: first.id, ...iceland }]);
    expect(rest).toMatchObject({ items: [{ id: second.id, ...gift }], nextCursor: null });
  });

  it('that come quickly share an ingest until it has begun', async () => {
    const first = await snippets.create(scope, iceland);
    const second = await snippets.create(scope, gift);
    const removed = await snippets.remove(scope, first.snippet.id);
    expect([second.ingest.id, removed.id]).toEqual([first.ingest.id, first.ingest.id]);

    await trial.finish(scope, first.ingest);
    const later = await snippets.create(scope, iceland);

    expect(later.ingest.id).not.toBe(first.ingest.id);
    expect(await trial.found(scope, 'ship to Iceland')).toEqual([]);
    expect(await trial.found(scope, 'wrap as a gift')).toHaveLength(1);
  });

  it('wait for what the store builds already', async () => {
    const { id } = await trial.rooms
      .get(IngestService)
      .start(scope, { url: 'https://a-pillow-shop.com/' });

    const { ingest } = await snippets.create(scope, iceland);

    expect(ingest.status).toBe('waiting');
    await trial.rooms.get(IngestService).cancel(scope, id);
    expect(await trial.finish(scope, ingest)).toMatchObject({ status: 'live' });
  });

  it('can be imported again after a cancel', async () => {
    const { ingest } = await snippets.create(scope, iceland);
    await trial.rooms.get(IngestService).cancel(scope, ingest.id);

    const again = await trial.rooms.get(IngestService).retry(scope, ingest.id);

    expect(await trial.finish(scope, again)).toMatchObject({ kind: 'import', status: 'live' });
    expect(await trial.found(scope, 'ship to Iceland')).toHaveLength(1);
  });
});

describe('the source of the snippets', () => {
  const theSource = async () =>
    (await trial.rooms.get(SourceService).list(scope, { limit: 5 })).items.at(0);

  it('is listed once, is removed with all of them, and begins empty when it comes back', async () => {
    await snippets.create(scope, gift);
    const { ingest } = await snippets.create(scope, iceland);
    await trial.finish(scope, ingest);
    const source = await theSource();
    expect(source).toMatchObject({ kind: 'snippets', url: 'snippets:', pageCount: 2 });

    const removal = await trial.rooms.get(SourceIngests).remove(scope, source?.id ?? '');
    const anew = await snippets.create(scope, { ...gift, answer: 'Always.' });
    expect(anew.ingest.id).not.toBe(removal.id);
    await trial.finish(scope, removal);
    expect(await trial.found(scope, 'ship to Iceland')).toEqual([]);
    await trial.finish(scope, anew.ingest);

    expect(await theSource()).toMatchObject({ id: source?.id, pageCount: 1 });
    expect((await snippets.list(scope, { limit: 5 })).items).toHaveLength(1);
  });
});

it('finishes an import whose snippets were taken away while it ran', async () => {
  const { snippet, ingest } = await snippets.create(scope, iceland);
  const frontier = trial.rooms.get(FrontierService, { strict: false });
  await frontier.offer(scope, ingest, [{ url: `snippet:${snippet.id}`, depth: 0 }]);
  await snippets.create(scope, gift);
  await snippets.remove(scope, snippet.id);

  expect(await trial.finish(scope, ingest)).toMatchObject({ status: 'live' });
  expect(await trial.found(scope, 'wrap as a gift')).toHaveLength(1);
});
