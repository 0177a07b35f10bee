import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';

import type { INestApplicationContext } from '@nestjs/common';

import {
  aDocx,
  anEncryptedPdf,
  aPdf,
  aZip,
  docxParagraph,
  docxParts,
} from '../support/files/made-files.js';
import { type ApiClient, formOf } from './api-client.js';
import { aStoreWithKey, type RunningApi, startApi } from './running-api.js';
import { ingestEnd, startWorker } from './running-worker.js';

const megabyte = 1024 * 1024;

let api: RunningApi;
let worker: INestApplicationContext;
let client: ApiClient;
let storeId: string;

interface Given {
  file: { id: string; name: string };
  ingest: { ingest_id: string };
}

const base = () => `/api/v1/knowledge-base/${storeId}`;
const upload = (name: string, text: string | Buffer, type?: string) =>
  client.post(`${base()}/files`, formOf({ name, text: asPart(text), type }));
const asPart = (text: string | Buffer) => (typeof text === 'string' ? text : new Uint8Array(text));

async function live(ingestId: unknown): Promise<unknown> {
  return (await ingestEnd(client, storeId, String(ingestId)))['status'];
}

async function listed(id: string) {
  const { body } = await client.get(`${base()}/files?limit=100`);
  const items = body['items'] as unknown as { id: string }[];
  return items.find((item) => item.id === id);
}

beforeAll(async () => {
  api = await startApi();
  worker = await startWorker();
  ({ client, storeId } = await aStoreWithKey(api.admin));
});
afterAll(async () => {
  await api.stop();
  await worker.close();
});

describe('files over HTTP', () => {
  it('are uploaded, listed with their outcome, cited and removed', async () => {
    const answer = await upload('velvet.pdf', aPdf([['The velvet cushion has a zip.']]));
    const { file, ingest } = answer.body as unknown as Given;
    expect(answer.status).toBe(202);
    expect(await live(ingest.ingest_id)).toBe('live');

    expect(await listed(file.id)).toMatchObject({
      name: 'velvet.pdf',
      type: 'pdf',
      outcome: 'indexed',
      detail: null,
    });
    const found = await client.post(`${base()}/search`, { query: 'velvet cushion zip' });
    const url = `file:${file.id}`;
    expect(found.body['results']).toMatchObject([
      { url, page_kind: 'file', heading_path: ['Page 1'], text: 'The velvet cushion has a zip.' },
    ]);
    const page = await client.get(`${base()}/pages/${file.id}`);
    expect(page.body).toMatchObject({ url, title: 'velvet' });

    const removed = await client.call('DELETE', `${base()}/files/${file.id}`);
    expect(removed.status).toBe(202);
    expect(await live(removed.body['ingest_id'])).toBe('live');
    const none = await client.post(`${base()}/search`, { query: 'velvet cushion zip' });
    expect(none.body['results']).toEqual([]);
  });

  it('that are bad end each with a reason, and the good one beside them is live', async () => {
    const bad: [string, string | Buffer, string][] = [
      ['empty.txt', '', 'empty'],
      ['blank.md', ' \n ', 'empty'],
      ['scan.pdf', aPdf([[]]), 'empty'],
      ['encrypted.pdf', anEncryptedPdf(), 'encrypted'],
      ['half.pdf', aPdf([['a']]).subarray(0, 300), 'truncated'],
      ['half.docx', aDocx(docxParagraph('a')).subarray(0, 200), 'truncated'],
      ['half.csv', 'a,b\n1,"2', 'truncated'],
      ['picture.pdf', Buffer.from([0x89, 0x50, 0x4e, 0x47, 1]), 'mislabelled'],
      ['page.docx', '<!doctype html><p>Not found', 'mislabelled'],
      ['garbage.pdf', Buffer.alloc(megabyte, 0xa5), 'mislabelled'],
      ['garbage.txt', Buffer.alloc(megabyte, '\x00\xff\x01'), 'unreadable'],
      ['garbage.csv', Buffer.alloc(megabyte, '\x00,'), 'unreadable'],
      ['bomb.docx', aZip(docxParts('x'.repeat(40 * megabyte))), 'too_large'],
      ['liar.docx', aZip(docxParts('x'.repeat(40 * megabyte)), { size: 9 }), 'too_large'],
    ];
    const ids = new Map<string, string>();
    for (const [name, text, outcome] of bad) {
      const { body } = await upload(name, text);
      ids.set((body as unknown as Given).file.id, outcome);
    }
    const rows = Array.from({ length: 1_000_000 }, (_, i) => `sku ${i},${i}`).join('\n');
    const million = (await upload('million.csv', `sku,price\n${rows}`)).body as unknown as Given;
    const good = (await upload('good.txt', 'The linen cushion is blue.')).body as unknown as Given;

    expect(await live(good.ingest.ingest_id)).toBe('live');

    for (const [id, outcome] of ids) {
      expect(await listed(id)).toMatchObject({ outcome, detail: expect.stringMatching(/\w{3}/) });
    }
    expect(await listed(million.file.id)).toMatchObject({
      outcome: 'indexed',
      detail: expect.stringContaining('rows'),
    });
    const found = await client.post(`${base()}/search`, { query: 'linen cushion' });
    const [first] = found.body['results'] as unknown as { url: string }[];
    expect(first?.url).toBe(`file:${good.file.id}`);
  });
});

describe('uploads are refused', () => {
  it('where the file is larger than 20 MiB, whether announced or not', async () => {
    const announced = await upload('big.txt', Buffer.alloc(100 * megabyte, 'a '));
    expect(announced.status).toBe(413);
    expect(announced.body).toMatchObject({ code: 'FILE_TOO_LARGE' });

    expect(await streamed(30)).toEqual({
      status: 413,
      body: expect.stringContaining('FILE_TOO_LARGE'),
    });
  });

  it.each([
    ['no file', () => new FormData(), 422, 'INPUT_INVALID'],
    ['a field in its place', () => fieldOf('file', 'text'), 422, 'INPUT_INVALID'],
    [
      'a part of another name',
      () => fieldOf('picture', new File(['a'], 'a.txt')),
      422,
      'INPUT_INVALID',
    ],
    ['two files', twoFiles, 422, 'INPUT_INVALID'],
    [
      'a type that is not read',
      () => formOf({ name: 'a.mp3', text: 'a' }),
      422,
      'KNOWLEDGE_FILE_TYPE_UNKNOWN',
    ],
    ['a body of JSON', () => ({ file: 'a' }), 415, 'MEDIA_TYPE_UNSUPPORTED'],
  ])('with %s', async (_what, body, status, code) => {
    const answer = await client.post(`${base()}/files`, body());

    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject({ code });
  });

  it.each([
    ['no border', 'multipart/form-data', 'a', 400],
    ['another border', 'multipart/form-data; boundary=x', '--y\r\n\r\na\r\n--y--', 400],
    [
      'half a part',
      'multipart/form-data; boundary=x',
      '--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\nabc',
      400,
    ],
    ['nothing', 'multipart/form-data; boundary=x', '', 422],
  ])('with %s in the body', async (_what, type, body, status) => {
    const answer = await client.post(`${base()}/files`, body, {
      headers: { 'content-type': type },
    });

    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
  });

  it('everywhere else, and without a key', async () => {
    const form = formOf({ name: 'a.txt', text: 'a' });

    expect((await client.post(`${base()}/snippets`, form)).status).toBe(415);
    expect((await client.as(undefined).post(`${base()}/files`, form)).status).toBe(401);
    expect(
      (await client.post(`${base()}/files`, form, { headers: { 'content-encoding': 'gzip' } }))
        .status,
    ).toBe(415);
  });
});

/** Sends megabytes without saying how many, as long as the server takes them. */
async function streamed(megabytes: number) {
  const url = new URL(`${client.origin}${base()}/files`);
  const headers = {
    authorization: `Bearer ${client.key}`,
    'content-type': 'multipart/form-data; boundary=x',
  };
  const sent = request(url, { method: 'POST', headers });
  sent.on('error', () => undefined);
  const answer = once(sent, 'response');
  sent.write('--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n');
  for (let i = 0; i < megabytes; i += 1) sent.write(Buffer.alloc(megabyte, 'a '));
  sent.end('\r\n--x--\r\n');
  const [response] = (await answer) as [IncomingMessage];
  const body = (await response.toArray()).join('');
  return { status: response.statusCode, body };
}

function fieldOf(name: string, value: string | File): FormData {
  const form = new FormData();
  form.set(name, value as string);
  return form;
}

function twoFiles(): FormData {
  const form = formOf({ name: 'a.txt', text: 'a' });
  form.append('file', new File(['b'], 'b.txt'));
  return form;
}
