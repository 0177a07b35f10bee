import { FileService, KnowledgeSearch } from '@app/knowledge';
import type { StoreScope } from '@app/tenancy';

import { TrialImport } from '../integration/trial-import.js';
import { IndexedPages } from '../support/indexed-pages.js';

let trial: TrialImport;
let a: StoreScope;
let b: StoreScope;

beforeAll(async () => {
  trial = await TrialImport.open();
});
afterAll(() => trial.rooms.close());
beforeEach(async () => {
  [a, b] = [await trial.begin(), await trial.begin()];
});

describe('what a process keeps in memory', () => {
  it('of the words of a store corrects no question to another', async () => {
    const page = (word: string) => ({
      path: `/${word}`,
      title: `The ${word}`,
      markdown: `# The ${word}\n\nA ${word} is made by hand.`,
    });
    await new IndexedPages(trial.rooms, 'https://a-shop.com').ingest(a, [page('brampton')]);
    await new IndexedPages(trial.rooms, 'https://b-shop.com').ingest(b, [page('bramston')]);
    const ask = (scope: StoreScope) => trial.rooms.get(KnowledgeSearch).search(scope, 'bramhton');

    for (const [scope, word] of [
      [a, 'brampton'],
      [a, 'brampton'],
      [b, 'bramston'],
      [b, 'bramston'],
      [a, 'brampton'],
    ] as const) {
      const { corrections, results } = await ask(scope);
      expect(corrections).toMatchObject([{ word: 'bramhton', readAs: [word] }]);
      expect(results.map(({ url }) => new URL(url).pathname)).toEqual([`/${word}`]);
    }
  });

  it('of a feed is given to no import of another store, whatever its file is called', async () => {
    const feed = (title: string) => Buffer.from(`id,title,price\n1,${title},10 EUR`);
    for (const [scope, title] of [
      [a, 'Brass lamp'],
      [b, 'Linen sofa'],
    ] as const) {
      const given = { name: 'feed.csv', contentType: '', bytes: feed(title) };
      const ingest = await trial.rooms.get(FileService).uploadFeed(scope, given);
      await trial.finish(scope, ingest);

      const found = await trial.found(scope, title.toLowerCase());
      expect(found.map((one) => one.title)).toEqual([title]);
    }
  });
});
