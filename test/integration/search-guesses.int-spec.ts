import { mock } from 'node:test';

import { KnowledgeClearer, KnowledgeModule, KnowledgeSearch } from '@app/knowledge';
import { StoreConnections, type StoreScope } from '@app/tenancy';
import type { TestingModule } from '@nestjs/testing';

import { IndexedPages, type PageFixture } from '../support/indexed-pages.js';
import { aStore, openRooms } from '../support/rooms.js';

let rooms: TestingModule;
let scope: StoreScope;

beforeAll(async () => {
  rooms = await openRooms({ imports: [KnowledgeModule] });
});
afterAll(() => rooms.close());
beforeEach(async () => {
  scope = await aStore(rooms);
});

const about = (...names: string[]): PageFixture[] =>
  names.map((name) => ({
    path: `/products/${name}`,
    title: `The ${name}`,
    markdown: `# The ${name}\n\nA ${name} for every day.`,
  }));

/** What a search found, and in how many turns at the database. */
async function ask(question: string, release?: number) {
  const turns = mock.method(rooms.get(StoreConnections), 'statement');
  const { tookMs: _, ...outcome } = await rooms
    .get(KnowledgeSearch)
    .search(scope, question, { release });
  const count = turns.mock.callCount();
  turns.mock.restore();
  return { outcome, turns: count };
}

const readAs = ({ outcome }: Awaited<ReturnType<typeof ask>>) =>
  outcome.corrections.flatMap((correction) => correction.readAs);

describe('a question with words that the store does not hold', () => {
  it('is one statement once the words of the release are known, and finds the same', async () => {
    await new IndexedPages(rooms).ingest(scope, about('pillow', 'blanket', 'bolster'));
    const questions = ['a pilow or a zeppelin', 'the blankett', 'pillows', 'bolstre pilow', 'sofa'];

    for (const question of questions) {
      const first = await ask(question, 1);
      await ask('piilow');
      const next = await ask(question);

      expect(next.outcome).toEqual(first.outcome);
      expect(next.turns).toBe(1);
    }
  });

  it('is read as words of the release that answers, though another was remembered', async () => {
    const indexed = new IndexedPages(rooms);
    await indexed.ingest(scope, about('pillow', 'blanket'));
    await ask('blankett');
    await indexed.ingest(scope, about('pillow', 'blazer'));

    expect(readAs(await ask('blankett'))).toEqual([]);
    expect(readAs(await ask('blazr'))).toEqual(['blazer']);
    expect(readAs(await ask('blankett', 1))).toEqual(['blanket']);
    expect((await ask('blazr')).turns).toBe(1);
  });

  it('is read as what the store holds after it was cleared and filled again', async () => {
    await new IndexedPages(rooms).ingest(scope, about('pillow'));
    await ask('pilow');
    await rooms.get(KnowledgeClearer).clear(scope);
    expect((await ask('pilow')).outcome).toMatchObject({ release: null, corrections: [] });

    await new IndexedPages(rooms).ingest(scope, about('pilot', 'blanket'));
    expect(readAs(await ask('pilow'))).toEqual(['pilot']);
    expect(readAs(await ask('pillw'))).toEqual([]);
  });

  it('takes no part in a word that the release holds in another form', async () => {
    await new IndexedPages(rooms).ingest(scope, about('pillow', 'pilaus'));
    await ask('piilow');
    const { outcome, turns } = await ask('pillowed');

    expect(outcome.corrections).toEqual([]);
    const lexical = outcome.results.filter(({ lexicalRank }) => lexicalRank !== null);
    expect(lexical.map(({ title }) => title)).toEqual(['The pillow']);
    expect(turns).toBe(1);
  });
});
