import { Readable } from 'node:stream';
import { gunzipSync, gzipSync } from 'node:zlib';

import { AppError } from '../../errors/app-error.js';
import type { CapsuleHeader } from './capsule-format.js';
import { type CapsulePart, readCapsule } from './capsule-reader.js';
import { CapsuleWriter } from './capsule-writer.js';
import { PrivateFile } from './private-file.js';

const header: CapsuleHeader = {
  format: 'storehand-capsule',
  version: 1,
  store_id: '11111111-1111-4111-8111-111111111111',
  made_at: '2026-01-05T10:00:00.000Z',
  schema: 'a1b2',
  tables: [{ name: 'pages', columns: ['id', 'n'] }],
  models: [],
  secret: null,
  sealed: [],
  live_release: 1,
};
/** Numbers that no double holds, and what looks like a line of another kind. */
const rows = ['{"n": 12345678901234567890.00}', '{"text": "[\\"end\\"] 🛒\\n"}'];
const samples = { knowledge: ['one', 'two'] };

async function written(): Promise<Buffer> {
  const file = await PrivateFile.create();
  const writer = new CapsuleWriter(file);
  await writer.begin(header);
  await writer.beginTable('pages');
  await writer.addRows(rows);
  await writer.endTable('pages', 'd1');
  await writer.beginTable('empty');
  await writer.endTable('empty', 'd2');
  await writer.end(samples);
  const packed = Buffer.concat((await file.readAndClose().toArray()) as Buffer[]);
  return packed;
}

async function partsOf(packed: Buffer): Promise<CapsulePart[]> {
  const parts: CapsulePart[] = [];
  for await (const part of readCapsule(Readable.from([packed]))) parts.push(part);
  return parts;
}

const codeOf = (packed: Buffer): Promise<string> =>
  partsOf(packed).then(
    () => 'read',
    (error: unknown) => (error instanceof AppError ? error.code : String(error)),
  );

/** With its lines changed. */
const edited = (packed: Buffer, edit: (text: string) => string): Buffer =>
  gzipSync(edit(gunzipSync(packed).toString()));

describe('a capsule', () => {
  it('gives back what was put in, to the letter', async () => {
    const parts = await partsOf(await written());

    expect(parts.map(({ kind }) => kind)).toEqual([
      'header',
      'row',
      'row',
      'total',
      'total',
      'end',
    ]);
    expect(parts[0]).toEqual({ kind: 'header', header });
    expect(parts.flatMap((part) => (part.kind === 'row' ? [part.text.toString()] : []))).toEqual(
      rows,
    );
    expect(parts[3]).toMatchObject({ total: { table: 'pages', rows: 2, digest: 'd1' } });
    expect(parts[5]).toMatchObject({ end: { tables: 2, rows: 2, samples } });
  });

  it('is refused wherever it was cut off', async () => {
    const packed = await written();

    for (let length = 0; length < packed.length; length += 7) {
      expect([length, await codeOf(packed.subarray(0, length))]).toEqual([
        length,
        'TENANCY_CAPSULE_BROKEN',
      ]);
    }
  });

  it('is refused with any byte of its content flipped, and else the same', async () => {
    const packed = await written();
    const whole = await partsOf(packed);
    let refused = 0;

    // the first ten say when and where it was packed
    for (let at = 10; at < packed.length; at += 5) {
      const flipped = Buffer.from(packed);
      flipped[at] = (flipped[at] ?? 0) ^ 0x10;
      const code = await codeOf(flipped);
      if (code === 'TENANCY_CAPSULE_BROKEN') refused += 1;
      // bits that only fill up the last byte of the packed text
      else expect([at, await partsOf(flipped)]).toEqual([at, whole]);
    }
    expect(refused).toBeGreaterThan(packed.length / 5 - 5);
  });

  it.each([
    ['with a row changed', (text: string) => text.replace('.00}', '.01}')],
    ['without a row', (text: string) => text.replace(`${rows[0]}\n`, '')],
    ['with a table left out', (text: string) => text.replace(/\["table","empty"\]\n.*\n/, '')],
    ['with more after its end', (text: string) => `${text}["table","more"]\n`],
    ['without its last line', (text: string) => text.replace(/\["end".*\n/, '')],
    ['with another header', (text: string) => text.replace('"live_release":1', '"live_release":2')],
    ['with other samples', (text: string) => text.replace('"two"', '"too"')],
    ['of another kind', (text: string) => text.replace('storehand-capsule', 'something')],
    ['of no lines', () => ''],
  ])('is refused %s, though packed well', async (what, edit) => {
    const packed = edited(await written(), edit);

    // nothing guards the samples but the eye of who compares them
    expect(await codeOf(packed)).toBe(
      what === 'with other samples' ? 'read' : 'TENANCY_CAPSULE_BROKEN',
    );
  });

  it('of another version is told apart from a broken one', async () => {
    const packed = edited(await written(), (text) => text.replace('"version":1', '"version":2'));

    expect(await codeOf(packed)).toBe('TENANCY_CAPSULE_VERSION');
  });

  it('is not taken from what was never packed', async () => {
    expect(await codeOf(Buffer.from('{"format":"storehand-capsule"}\n'))).toBe(
      'TENANCY_CAPSULE_BROKEN',
    );
  });
});
