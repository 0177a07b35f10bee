import { KnowledgeSearch, StatusService } from '@app/knowledge';
import type { StoreScope } from '@app/tenancy';

import { aDocx, anEncryptedPdf, aPdf, docxParagraph } from '../support/files/made-files.js';
import { linkedPage, TrialCrawl } from './trial-crawl.js';
import { TrialImport } from './trial-import.js';

let crawled: TrialCrawl;
let scope: StoreScope;

const file = (type: string, body: string | Buffer, headers = {}) => ({
  headers: { 'content-type': type, ...headers },
  body,
});

beforeAll(async () => {
  crawled = await TrialCrawl.open();
});
afterAll(() => crawled.close());
beforeEach(async () => {
  scope = await crawled.begin();
});

it('reads the files that a website links to as what they are', async () => {
  const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
  const long = Array.from({ length: 5_001 }, (_, i) => `sku ${i},1`).join('\n');
  const pages = {
    '/docs/Care%20guide.pdf': file(
      'application/pdf',
      aPdf([['Wash the pillow at forty degrees.']]),
    ),
    '/download?id=7': file(
      'text/plain; charset=windows-1252',
      Buffer.from('Gr\xf6\xdfe', 'latin1'),
    ),
    '/notes.md': file('text/plain', '# Notes\n\nPlain or not.'),
    '/long.csv': file('text/csv', `sku,price\n${long}`),
    '/terms.docx': file(docx, aDocx(docxParagraph('Terms of the shop.'))),
    '/secret.pdf': file('application/pdf', anEncryptedPdf()),
    '/error.pdf': file('application/pdf', '<!doctype html><p>Sorry'),
    '/half.pdf': file('application/pdf', aPdf([['a']]).subarray(0, 200)),
    '/sent-as-page': file('text/html', aPdf([['Dry the pillow in the sun.']])),
    '/photo': file('text/html', Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10])),
    '/web.pdf': linkedPage('A page with the ending of a file'),
    '/hidden.pdf': file('application/pdf', aPdf([['a']]), { 'x-robots-tag': 'noindex' }),
    '/huge.txt': file('text/plain', Buffer.alloc(21 * 1024 * 1024, 'a ')),
  };
  crawled.site.page('/', linkedPage('Home', ...Object.keys(pages)));
  for (const [target, answer] of Object.entries(pages)) crawled.site.page(target, answer);

  const ingest = await crawled.crawl(scope, `${crawled.site.origin}/`);

  expect(await crawled.outcomes(scope)).toEqual({
    '/': 'indexed',
    '/docs/Care%20guide.pdf': 'indexed',
    '/download?id=7': 'indexed',
    '/notes.md': 'indexed',
    '/long.csv': 'indexed',
    '/terms.docx': 'indexed',
    '/secret.pdf': 'encrypted',
    '/error.pdf': 'mislabelled',
    '/half.pdf': 'truncated',
    '/sent-as-page': 'indexed',
    '/photo': 'mislabelled',
    '/web.pdf': 'indexed',
    '/hidden.pdf': 'noindex',
    '/huge.txt': 'too_large',
  });
  const { items } = await crawled.rooms.get(StatusService).listPages(scope, { limit: 50 });
  const listed = items.find(({ url }) => url.endsWith('/long.csv'));
  expect(listed).toMatchObject({ kind: 'file', detail: expect.stringContaining('rows') });
  await TrialImport.of(crawled.rooms).finish(scope, ingest);
  const { results } = await crawled.rooms.get(KnowledgeSearch).search(scope, 'wash at forty');
  expect(results[0]).toMatchObject({
    url: `${crawled.site.origin}/docs/Care%20guide.pdf`,
    title: 'Care guide',
    headingPath: ['Page 1'],
    pageKind: 'file',
  });
});
