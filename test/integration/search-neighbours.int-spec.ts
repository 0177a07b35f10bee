import { KnowledgeModule, KnowledgeSearch, type SearchOptions } from '@app/knowledge';
import type { StoreScope } from '@app/tenancy';
import type { TestingModule } from '@nestjs/testing';

import { IndexedPages } from '../support/indexed-pages.js';
import { aStore, openRooms } from '../support/rooms.js';

const sentences = (topic: string) =>
  Array.from({ length: 25 }, (_, i) => `Rule ${topic}${i} of our shop is for ${topic}.`).join(
    '\n\n',
  );
const manual = (end: string) => ({
  path: '/pages/manual',
  title: 'Manual',
  markdown: `# Manual\n\n## Washing\n\n${sentences('washing')}\n\n## Drying\n\n${sentences('drying')}\n\n## Storing\n\n${sentences(end)}`,
});

let rooms: TestingModule;
let scope: StoreScope;

beforeAll(async () => {
  rooms = await openRooms({ imports: [KnowledgeModule] });
  scope = await aStore(rooms);
  await new IndexedPages(rooms).ingest(scope, [manual('storing')]);
  await new IndexedPages(rooms).ingest(scope, [manual('keeping')]);
});
afterAll(() => rooms.close());

const find = ({ question = 'drying', ...options }: SearchOptions & { question?: string } = {}) =>
  rooms.get(KnowledgeSearch).search(scope, question, { withNeighbours: true, ...options });

describe('a result', () => {
  it('comes with a little of what stands before and after it on the page', async () => {
    const { results } = await find();
    const drying = results.find(({ headingPath }) => headingPath.includes('Drying'));

    expect(drying?.text).not.toContain('washing');
    expect(drying?.before).toMatch(/washing24 of our shop is for washing\.$/);
    expect(drying?.after).toMatch(/^Rule keeping0 of/);
    expect(manual('keeping').markdown).toContain(drying?.before);
    expect(manual('keeping').markdown).toContain(drying?.after);
  });

  it('comes with what the release that is searched says there', async () => {
    const { results } = await find({ release: 1 });
    const drying = results.find(({ headingPath }) => headingPath.includes('Drying'));

    expect(drying?.after).toMatch(/^Rule storing0 of/);
  });

  it('has nothing before the page’s first words or after its last', async () => {
    const { results } = await find({ question: 'washing keeping rules', limit: 50 });
    const first = results.find(({ text }) => text.includes('washing0 '));
    const last = results.find(({ text }) => text.includes('keeping24 '));

    expect(first).toMatchObject({ before: null, after: expect.any(String) });
    expect(last).toMatchObject({ before: expect.any(String), after: null });
  });

  it('comes without them unless they are asked for', async () => {
    const { results } = await find({ withNeighbours: false });

    expect(results.every(({ before, after }) => before === null && after === null)).toBe(true);
  });
});
