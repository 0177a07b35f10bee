import { randomBytes } from 'node:crypto';

import {
  FileService,
  IngestService,
  KnowledgeClearer,
  PageService,
  SnippetService,
  SourceIngests,
  StatusService,
} from '@app/knowledge';
import { StoreConnections, type StoreScope, StoresService } from '@app/tenancy';

import { aDocx, anEncryptedPdf, aPdf, docxParagraph } from '../support/files/made-files.js';
import { TrialImport } from './trial-import.js';

let trial: TrialImport;
let scope: StoreScope;
let files: FileService;

const upload = (name: string, content: string | Uint8Array, contentType = '') =>
  files.upload(scope, { name, contentType, bytes: Buffer.from(content as string) });
const outcomes = async () =>
  Object.fromEntries(
    (await files.list(scope, { limit: 100 })).items.map(({ name, outcome }) => [name, outcome]),
  );
const bytesKept = async () => {
  const sql = 'SELECT count(*)::int AS count FROM file_bytes WHERE store_id = $1';
  const [row] = await trial.rooms
    .get(StoreConnections)
    .run<{ count: number }[]>(scope, (manager) => manager.query(sql, [scope.storeId]));
  return row?.count;
};

beforeAll(async () => {
  trial = await TrialImport.open();
  files = trial.rooms.get(FileService);
});
afterAll(() => trial.rooms.close());
beforeEach(async () => {
  scope = await trial.begin();
});

describe('files', () => {
  it.each([0, 1, 7])('keep every byte, those of %i after two parts among them', async (more) => {
    const bytes = randomBytes(2 * 1024 * 1024 + more);
    const { file } = await upload('long.txt', bytes);

    const kept = await files.findBytes(scope, file.id);

    expect(kept?.length).toBe(bytes.length);
    expect(bytes.equals(kept ?? Buffer.alloc(0))).toBe(true);
  });

  it('of every kind become pages that are found and cited', async () => {
    await upload('returns.txt', 'Returns are free within sixty days.');
    await upload('care.md', '# Washing\n\nWash the pillow at forty degrees.');
    await upload('sizes.csv', 'Size,Width\nKing,180 cm');
    await upload('manual.pdf', aPdf([['Assembly needs a hexagon wrench.']]));
    const { file, ingest } = await upload(
      'C:\\papers\\warranty.docx',
      aDocx(docxParagraph('The warranty covers ten years.')),
    );
    expect(file).toMatchObject({ name: 'warranty.docx', type: 'docx', outcome: null });

    expect(await trial.finish(scope, ingest)).toMatchObject({ kind: 'import', status: 'live' });

    expect(new Set(Object.values(await outcomes()))).toEqual(new Set(['indexed']));
    const [found] = await trial.found(scope, 'what does the warranty cover');
    expect(found).toMatchObject({
      url: `file:${file.id}`,
      title: 'warranty',
      text: 'The warranty covers ten years.',
      pageKind: 'file',
      fetchedAt: file.createdAt,
    });
    expect(await trial.rooms.get(PageService).get(scope, file.id)).toMatchObject({
      id: found?.pageId,
    });
    for (const asked of ['free returns', 'wash at forty degrees', 'King width', 'hexagon wrench']) {
      expect(await trial.found(scope, asked)).toHaveLength(1);
    }
  });

  it('that cannot be read say why, and hold up none of the others', async () => {
    await upload('secret.pdf', anEncryptedPdf());
    await upload('nothing.txt', '');
    await upload('broken.docx', Buffer.alloc(400, 7));
    const { ingest } = await upload('good.txt', 'Returns are free.');

    expect(await trial.finish(scope, ingest)).toMatchObject({ status: 'live' });

    expect(await outcomes()).toEqual({
      'secret.pdf': 'encrypted',
      'nothing.txt': 'empty',
      'broken.docx': 'mislabelled',
      'good.txt': 'indexed',
    });
    const { pages } = await trial.rooms.get(StatusService).progress(scope, ingest.id);
    expect(pages.outcomes).toEqual({ encrypted: 1, empty: 1, mislabelled: 1, indexed: 1 });
  });

  it('of which none can be read fail their ingest, and leave what is live', async () => {
    await trial.finish(scope, (await upload('good.txt', 'Returns are free.')).ingest);
    const other = await trial.begin();
    const { ingest } = await files.upload(other, {
      name: 'a.pdf',
      contentType: '',
      bytes: anEncryptedPdf(),
    });

    expect(await trial.finish(other, ingest)).toMatchObject({
      status: 'failed',
      errorCode: 'KNOWLEDGE_NOTHING_USABLE',
      errorDetail: expect.stringContaining('encrypted 1'),
    });
    expect((await files.list(other, { limit: 5 })).items).toMatchObject([{ outcome: 'encrypted' }]);
    expect(await trial.found(scope, 'free returns')).toHaveLength(1);
  });

  it('that were read are not read again, and keep their version', async () => {
    await trial.finish(scope, (await upload('one.txt', 'Returns are free.')).ingest);
    const [before] = await trial.found(scope, 'free returns');

    const { ingest } = await upload('two.txt', 'Gift wrap costs three euros.');
    await trial.finish(scope, ingest);

    const { pages } = await trial.rooms.get(StatusService).progress(scope, ingest.id);
    expect(pages.outcomes).toEqual({ unchanged: 1, indexed: 1 });
    expect((await trial.found(scope, 'free returns'))[0]?.pageId).toBe(before?.pageId);
  });

  it('are read again where what they gave never went live', async () => {
    const first = await upload('one.txt', 'Returns are free.');
    await trial.crawlOnce(scope, first.ingest.id);
    expect(await outcomes()).toEqual({ 'one.txt': 'indexed' });
    await trial.rooms.get(IngestService).cancel(scope, first.ingest.id);

    await trial.finish(scope, (await upload('two.txt', 'Gift wrap costs three euros.')).ingest);

    expect(await trial.found(scope, 'free returns')).toHaveLength(1);
  });

  it('with the same name and text are kept once', async () => {
    await upload('one.txt', 'Returns are free.');
    await trial.finish(scope, (await upload('one.txt', 'Returns are free.')).ingest);

    expect(
      (await files.list(scope, { limit: 5 })).items.map(({ outcome }) => outcome).sort(),
    ).toEqual(['duplicate', 'indexed']);
    expect(await trial.found(scope, 'free returns')).toHaveLength(1);
  });

  it('that are removed go with their bytes, and with their source', async () => {
    const one = await upload('one.txt', 'Returns are free.');
    const two = await upload('two.txt', 'Gift wrap costs three euros.');
    await trial.finish(scope, two.ingest);

    const removed = await files.remove(scope, one.file.id);
    expect(await bytesKept()).toBe(1);
    await trial.finish(scope, removed);
    expect(await trial.found(scope, 'free returns')).toEqual([]);

    await trial.finish(
      scope,
      await trial.rooms.get(SourceIngests).remove(scope, two.file.sourceId),
    );
    expect(await trial.found(scope, 'gift wrap')).toEqual([]);
    expect(await bytesKept()).toBe(0);
  });

  it('of types that are not read are refused, and those of others look missing', async () => {
    await expect(upload('song.mp3', 'x')).rejects.toMatchObject({
      code: 'KNOWLEDGE_FILE_TYPE_UNKNOWN',
    });
    const { file } = await upload('a', 'Returns are free.', 'text/plain; charset=utf-8');
    const other = await trial.begin();

    await expect(files.remove(other, file.id)).rejects.toMatchObject({
      code: 'KNOWLEDGE_FILE_NOT_FOUND',
    });
    expect(await files.findBytes(other, file.id)).toBeNull();
    expect(await bytesKept()).toBe(1);
  });
});

describe('everything that was given', () => {
  it('goes when the store starts over, and when the store goes', async () => {
    const snippets = trial.rooms.get(SnippetService);
    const fill = async () => {
      const { ingest } = await upload('one.txt', 'Returns are free.');
      await snippets.create(scope, { question: 'Is it soft?', answer: 'Yes.', url: null });
      await trial.finish(scope, ingest);
    };
    await fill();

    await trial.rooms.get(KnowledgeClearer).clear(scope);
    expect(await outcomes()).toEqual({});
    expect(await bytesKept()).toBe(0);
    expect((await snippets.list(scope, { limit: 5 })).items).toEqual([]);

    await fill();
    await trial.rooms.get(StoresService, { strict: false }).remove(scope);
    expect(await bytesKept()).toBe(0);
  });

  it('goes without a fault of ours while more is given and removed', async () => {
    const clearer = trial.rooms.get(KnowledgeClearer);
    const work = Array.from({ length: 12 }, async (_, i) => {
      const { file } = await upload(`${i}.txt`, 'Returns are free.');
      await clearer.clear(scope);
      await files.remove(scope, file.id);
    });

    const ends = await Promise.allSettled(work);

    const reasons = ends.flatMap((one) => (one.status === 'rejected' ? [one.reason as Error] : []));
    const codes = new Set(reasons.map((error) => (error as { code?: string }).code));
    expect([...codes]).toEqual(['KNOWLEDGE_FILE_NOT_FOUND']);
  });
});
