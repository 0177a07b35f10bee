import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { anIngest, CliSession, startedIngest } from '../../../../test/support/cli-session.js';

const session = new CliSession();
const folder = mkdtempSync(path.join(tmpdir(), 'given-'));
const store = ['--store-id', 's1'];
const base = '/knowledge-base/s1';

beforeAll(() => session.open());
beforeEach(() => session.reset());
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await session.close();
});

const aFile = (name: string, content: string): string => {
  const file = path.join(folder, name);
  writeFileSync(file, content);
  return file;
};
const answering = (route: string, answer: unknown): void => {
  session.routes[route] = () => answer;
};

describe('what a store gives itself', () => {
  it('is a file, sent as it is, and waited for', async () => {
    const file = { id: 'f1', name: 'care.md', byte_count: 17, outcome: 'indexed', detail: null };
    answering(`POST ${base}/files`, { file, ingest: startedIngest });
    answering(`GET ${base}/files`, { items: [file], next_cursor: null });
    session.routes[`GET /knowledge-base/${startedIngest.store_id}/ingests/i1`] = () =>
      anIngest({ status: 'live' });

    const { code, out } = await session.run(
      ...['files', 'add', aFile('care.md', '# Wash at 40 °C'), ...store, '--wait'],
    );

    expect([code, out]).toEqual([0, expect.stringContaining('Ingest i1 live')]);
    const [{ body, headers }] = session.seen as [(typeof session.seen)[0]];
    expect(headers['content-type']).toMatch(/^multipart\/form-data; boundary=/);
    expect(body).toMatch(/name="file"; filename="care.md"/);
    expect(body).toContain('# Wash at 40 °C');
  });

  it('is refused in one sentence where there is no such file, or a folder', async () => {
    const missing = await session.run('files', 'add', path.join(folder, 'no.pdf'), ...store);
    const inFolder = await session.run('files', 'add', folder, ...store);

    expect([missing.code, inFolder.code]).toEqual([1, 1]);
    expect(missing.err).toContain('no.pdf" is not there; check the path.');
    expect(inFolder.err).toContain('is a folder; give the files in it one by one.');
    expect(session.seen).toEqual([]);
  });

  it('is a file that could not be read: the wait says why and fails', async () => {
    const detail = 'the file holds no byte';
    const file = { id: 'f1', name: 'care.md', byte_count: 0, outcome: 'empty', detail };
    answering(`POST ${base}/files`, { file, ingest: startedIngest });
    answering(`GET ${base}/files`, { items: [file], next_cursor: null });
    session.routes[`GET /knowledge-base/${startedIngest.store_id}/ingests/i1`] = () =>
      anIngest({ status: 'live' });

    const { code, err } = await session.run(
      ...['files', 'add', aFile('care.md', ''), ...store, '--wait'],
    );

    expect(code).toBe(1);
    expect(err).toContain('"care.md" was not read (empty): the file holds no byte.');
  });

  it('is listed with how reading ended, and removed', async () => {
    const outcome = { outcome: 'encrypted', detail: 'it asks for a password' };
    const file = { id: 'f1', name: 'prices.pdf', byte_count: 48_213, ...outcome };
    answering(`GET ${base}/files`, { items: [file], next_cursor: null });
    answering(`DELETE ${base}/files/f1`, startedIngest);

    expect((await session.run('files', 'list', ...store)).out).toBe(
      'NAME        ID  BYTES  OUTCOME    WHY\nprices.pdf  f1  48213  encrypted  it asks for a password\n',
    );
    expect((await session.run('files', 'remove', 'f1', ...store)).out).toBe('Started ingest i1.\n');
  });

  it('is a feed: a file is uploaded, an address becomes a source once and is read', async () => {
    const url = 'https://shop.example/products.csv';
    const source = { id: 'c1', kind: 'feed', url };
    answering(`POST ${base}/feeds`, startedIngest);
    answering(`GET ${base}/sources`, { items: [], next_cursor: null });
    answering(`POST ${base}/sources`, source);
    answering(`POST ${base}/sources/c1/crawl`, startedIngest);

    await session.run('feeds', 'add', aFile('products.csv', 'id,title'), ...store);
    await session.run('feeds', 'add', url, ...store);
    answering(`GET ${base}/sources`, { items: [source], next_cursor: null });
    await session.run('feeds', 'add', url, ...store);

    expect(session.seen.map(({ route }) => route.replace(base, ''))).toEqual([
      'POST /feeds',
      ...['GET /sources', 'POST /sources', 'POST /sources/c1/crawl'],
      ...['GET /sources', 'POST /sources/c1/crawl'],
    ]);
    expect(session.seen[2]?.body).toEqual({ kind: 'feed', url });
  });

  it('is a question with its answer, listed and removed', async () => {
    const snippet = { id: 'n1', question: 'Do you ship abroad?' };
    answering(`POST ${base}/snippets`, { snippet, ingest: startedIngest });
    answering(`GET ${base}/snippets`, { items: [snippet], next_cursor: null });
    answering(`DELETE ${base}/snippets/n1`, startedIngest);

    const asked = ['--question', snippet.question, '--answer', 'Yes.'];
    await session.run('snippets', 'add', ...store, ...asked);

    expect(session.seen[0]?.body).toEqual({ question: snippet.question, answer: 'Yes.' });
    expect((await session.run('snippets', 'list', ...store)).out).toContain('n1  Do you ship');
    expect((await session.run('snippets', 'remove', 'n1', ...store)).code).toBe(0);
  });
});
