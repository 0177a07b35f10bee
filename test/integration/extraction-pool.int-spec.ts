import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';

const root = path.resolve(__dirname, '../..');

/** Jest cannot start threads of our sources, so a process of its own does; its last line is what it found. */
async function inProcess(script: string, ...imports: string[]): Promise<unknown> {
  const first = ['typescript.mjs', ...imports].map((name) => path.join(root, 'test/support', name));
  const args = [...first.flatMap((file) => ['--import', file]), '--eval', script];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: root });
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
}

describe('extraction in threads', () => {
  // within the limit for the next one a new thread has to start, from sources, on a machine that may be busy
  it('kills a page that takes too long and reads the next one', async () => {
    const found = await inProcess(`
      import { ExtractionPool } from '@app/knowledge';
      const pool = new ExtractionPool({ threads: 1, timeoutMs: 5_000, fileTimeoutMs: 5_000 });
      const never = new AbortController().signal;
      const extract = (html) => pool.extract(
        { url: 'https://a.example.org/', body: Buffer.from(html), contentType: 'text/html', robotsTag: '' }, never);
      const nested = extract('<div>'.repeat(1_000_000));
      const hostile = await nested;
      const honest = await extract('<p>Still here</p>');
      await pool.onModuleDestroy();
      console.log(JSON.stringify([hostile.outcome, hostile.detail, honest.page.markdown]));
    `);

    expect(found).toEqual(['extraction_failed', 'reading took over 5000 ms', 'Still here']);
  });

  it('counts no page the time that others take, nor that of its thread to start', async () => {
    const found = await inProcess(`
      import { ExtractionPool } from '@app/knowledge';
      const pool = new ExtractionPool({ threads: 1, timeoutMs: 1_500, fileTimeoutMs: 1_500 });
      const never = new AbortController().signal;
      const extract = (html) => pool.extract(
        { url: 'https://a.example.org/', body: Buffer.from(html), contentType: 'text/html', robotsTag: '' }, never);
      const file = { name: 'a.csv', type: 'csv', contentType: '', bytes: Buffer.from('id,title\\nL1,Lamp') };
      const hostile = [extract('<div>'.repeat(1_000_000)), extract('<div>'.repeat(1_000_000))];
      const honest = ['One', 'Two', 'Three'].map((text) => extract('<p>' + text));
      const feed = pool.readFeed({ file, address: 'feed:a.csv', base: null, maxProducts: 9 }, never);
      const all = await Promise.all([...hostile, ...honest, feed]);
      await pool.onModuleDestroy();
      console.log(JSON.stringify(all.map((one) => one.page?.markdown ?? one.products?.[0].title ?? one.detail)));
    `);

    const late = 'reading took over 1500 ms';
    expect(found).toEqual([late, late, 'One', 'Two', 'Three', 'Lamp']);
  });

  it('reads a page again whose thread died, and lets go of one that nobody waits for', async () => {
    const found = await inProcess(`
      import { ExtractionPool } from '@app/knowledge';
      const pool = new ExtractionPool({ threads: 1, timeoutMs: 60_000, fileTimeoutMs: 60_000 });
      const never = new AbortController().signal;
      const gone = new AbortController();
      const extract = (html, signal = never) => pool.extract(
        { url: 'https://a.example.org/', body: Buffer.from(html), contentType: 'text/html', robotsTag: '' }, signal);
      await extract('<p>Warm');
      const [thread] = pool.threads.piscina.threads;
      const page = extract('<p>Kept</p>' + '<b>x</b>'.repeat(50_000));
      const waiting = extract('<p>Waiting', gone.signal).catch((error) => error.message);
      gone.abort(new Error('gone'));
      await thread.terminate();
      const { outcome } = await page;
      await pool.onModuleDestroy();
      console.log(JSON.stringify([outcome, await waiting, (await extract('<p>After')).page.markdown]));
      await pool.onModuleDestroy();
    `);

    expect(found).toEqual(['extracted', 'gone', 'After']);
  });

  it('reads files and feeds, and gives up those that take too long', async () => {
    const found = await inProcess(`
      import { ExtractionPool } from '@app/knowledge';
      import { aDocx, aPdf, docxParagraph } from './test/support/files/made-files.ts';
      const never = new AbortController().signal;
      const file = (type, bytes) => ({ name: 'a.' + type, type, contentType: '', bytes });
      const pool = new ExtractionPool({ threads: 1, timeoutMs: 1_500, fileTimeoutMs: 20_000 });
      const pdf = await pool.read(file('pdf', aPdf([['Washing']])), never);
      const docx = await pool.read(file('docx', aDocx(docxParagraph('Returns'))), never);
      const feed = { file: file('csv', Buffer.from('id,title\\nL1,Lamp')), address: 'feed:a.csv', base: null, maxProducts: 9 };
      const { products } = await pool.readFeed(feed, never);
      await pool.onModuleDestroy();
      const hasty = new ExtractionPool({ threads: 1, timeoutMs: 1_500, fileTimeoutMs: 1 });
      const late = await hasty.read(file('pdf', aPdf([['Washing']])), never);
      await hasty.onModuleDestroy();
      console.log(JSON.stringify([pdf.markdown, docx.markdown, products[0].title, late]));
    `);

    expect(found).toEqual([
      '## Page 1\n\nWashing',
      'Returns',
      'Lamp',
      { outcome: 'extraction_failed', detail: 'reading took over 1 ms' },
    ]);
  });

  it('reads the start of texts as large as an upload may be, in the memory of a thread', async () => {
    const found = await inProcess(`
      import { ExtractionPool } from '@app/knowledge';
      const pool = new ExtractionPool({ threads: 1, timeoutMs: 60_000, fileTimeoutMs: 60_000 });
      const read = (type, line) => pool.read(
        { name: 'a', type, contentType: '', bytes: Buffer.alloc(20 * 1024 * 1024, line) }, new AbortController().signal);
      const readings = [await read('text', 'Line of a text\\n'), await read('text', 'a\\n\\n'),
        await read('markdown', '- item\\n'), await read('csv', 'a,b\\n')];
      await pool.onModuleDestroy();
      console.log(JSON.stringify(readings.map(({ outcome, detail }) => [outcome, /^only the first/.test(detail)])));
    `);

    expect(found).toEqual(Array(4).fill(['read', true]));
  });
});
