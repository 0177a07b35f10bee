import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';

const root = path.resolve(__dirname, '../..');

/** Jest cannot start threads of our sources, so a process of its own does; its last line is what it found. */
async function inProcess(script: string): Promise<unknown> {
  const hooks = path.join(root, 'test/support/typescript.mjs');
  const args = ['--import', hooks, '--eval', script];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: root });
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
}

describe('extraction in threads', () => {
  it('kills a page that takes too long and reads the next one', async () => {
    const found = await inProcess(`
      import { ExtractionPool } from '@app/knowledge';
      const pool = new ExtractionPool({ threads: 1, timeoutMs: 1_500, fileTimeoutMs: 5_000 });
      const never = new AbortController().signal;
      const extract = (html) => pool.extract(
        { url: 'https://a.example.org/', body: Buffer.from(html), contentType: 'text/html', robotsTag: '' }, never);
      const nested = extract('<div>'.repeat(1_000_000));
      const hostile = await nested;
      const honest = await extract('<p>Still here</p>');
      await pool.onModuleDestroy();
      console.log(JSON.stringify([hostile.outcome, hostile.detail, honest.page.markdown]));
    `);

    expect(found).toEqual([
      'extraction_failed',
      'reading the page took over 1500 ms',
      'Still here',
    ]);
  });
});
