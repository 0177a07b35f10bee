import { hashBlock } from '../crawling/extraction/split-blocks.js';
import { cutPage } from './cut-pages.js';

const page = {
  id: 'page-1',
  sourceId: 'source-1',
  title: 'Cloud Pillow',
  language: 'en-gb',
  markdown: '# Cloud Pillow\n\n## Care\n\nWash cold.\n\nFree shipping!',
};
const banner = (keeperId: string) => [{ hash: hashBlock('Free shipping!'), keeperId }];

describe('cutPage', () => {
  it('keeps the page’s words apart from what the search reads with them', async () => {
    const { chunks } = await cutPage(page, []);

    expect(chunks).toEqual([
      expect.objectContaining({
        headingPath: ['Cloud Pillow', 'Care'],
        text: 'Wash cold.\n\nFree shipping!',
        input: 'Cloud Pillow\nCare\nWash cold.\n\nFree shipping!',
      }),
    ]);
  });

  it('says in which language the page is', async () => {
    expect((await cutPage(page, [])).language).toBe('en');
    expect((await cutPage({ ...page, language: null }, [])).language).toBeNull();
  });

  it('leaves out what repeats, except on the page that keeps it', async () => {
    const elsewhere = await cutPage(page, banner('page-2'));
    const keeper = await cutPage(page, banner('page-1'));

    expect(elsewhere.chunks.map(({ text }) => text)).toEqual(['Wash cold.']);
    expect(elsewhere.strippedHashes).toEqual([hashBlock('Free shipping!')]);
    expect(keeper.chunks[0]?.text).toContain('Free shipping!');
    expect(keeper.strippedHashes).toEqual([]);
  });

  it('gives equal texts equal hashes, and equal inputs equal ones', async () => {
    const [one] = (await cutPage(page, [])).chunks;
    const [same] = (await cutPage({ ...page, id: 'page-2' }, [])).chunks;
    const [retitled] = (await cutPage({ ...page, title: 'Pillow' }, [])).chunks;

    expect(same).toEqual(one);
    expect(retitled?.contentHash).toBe(one?.contentHash);
    expect(retitled?.inputHash).not.toBe(one?.inputHash);
  });
});
