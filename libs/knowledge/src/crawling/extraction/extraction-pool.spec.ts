import { ExtractionPool } from './extraction-pool.js';

const page = {
  url: 'https://shop.example.org/',
  body: Buffer.from('<p>Hi'),
  contentType: 'text/html',
  robotsTag: '',
};

describe('ExtractionPool', () => {
  const pool = new ExtractionPool({ threads: 0, timeoutMs: 1_000, fileTimeoutMs: 1_000 });

  it('extracts in the calling thread when it has no threads', async () => {
    const result = await pool.extract(page, new AbortController().signal);

    expect(result).toMatchObject({ outcome: 'extracted', page: { markdown: 'Hi' } });
  });

  it('names a page that cannot be read instead of throwing', async () => {
    const result = await pool.extract({ ...page, url: 'not a url' }, new AbortController().signal);

    expect(result).toMatchObject({ outcome: 'extraction_failed' });
  });

  it('throws when the caller has given up', async () => {
    await expect(pool.extract(page, AbortSignal.abort(new Error('gone')))).rejects.toThrow('gone');
  });
});
