import { setTimeout as sleep } from 'node:timers/promises';

import type { GivenFile } from '@app/knowledge';
import { AppError } from '@app/tenancy';
import { Body, Controller, Get, Module, Param, Post } from '@nestjs/common';
import { APP_FILTER, APP_PIPE, NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { z } from 'zod';

import { createAdapter } from './create-adapter.js';
import { text } from './input/text.js';
import { TakesFile, UploadedFile } from './input/uploaded-file.decorator.js';
import { ValidationPipe } from './input/validation.pipe.js';
import { knowRoutes } from './problems/know-routes.js';
import { ProblemFilter } from './problems/problem.filter.js';
import { RouteTable } from './problems/route-table.js';

const Note = z.strictObject({
  content: text({ max: 20 }),
  max_pages: z.int().min(1).max(10).optional(),
});

@Controller('files')
class FilesController {
  @Post()
  @TakesFile('A file.')
  async upload(@UploadedFile() { bytes }: GivenFile) {
    return { byteCount: bytes.length };
  }
}

@Controller('notes')
class NotesController {
  @Post()
  create(@Body({ schema: Note }) body: z.infer<typeof Note>) {
    return body;
  }

  @Get(':id')
  get(@Param('id', { schema: z.guid() }) id: string): never {
    if (id.startsWith('0')) throw new Error('secret detail of row 42');
    throw new AppError({
      kind: 'unavailable',
      code: 'AWAY',
      message: 'Away.',
      retryAfterSeconds: 3,
    });
  }
}

@Module({
  controllers: [NotesController, FilesController],
  providers: [
    RouteTable,
    { provide: APP_PIPE, useClass: ValidationPipe },
    { provide: APP_FILTER, useClass: ProblemFilter },
  ],
})
class NotesModule {}

const arriveWithinMs = 1_500;
const connections = {
  requestWithinMs: arriveWithinMs,
  uploadWithinMs: 60_000,
  keepAliveMs: 1_000,
  idleMs: 10_000,
  most: 100,
};

let app: NestFastifyApplication;

beforeAll(async () => {
  app = await NestFactory.create<NestFastifyApplication>(
    NotesModule,
    createAdapter({ trustProxy: false, connections }),
    { bodyParser: false, logger: false },
  );
  knowRoutes(app);
  await app.init();
  await app.listen(0, '127.0.0.1');
});
afterAll(() => app.close());

const post = (payload: string | Buffer, type = 'application/json', headers = {}) =>
  app.inject({
    method: 'POST',
    url: '/notes',
    payload,
    headers: { ...(type && { 'content-type': type }), ...headers },
  });

describe('bodies', () => {
  it('keeps every script and direction as it was sent', async () => {
    const content = '枕 \u200Fשלום\u202E 😀';

    const answer = await post(JSON.stringify({ content }));

    expect(answer.statusCode).toBe(201);
    expect(answer.json()).toEqual({ content });
  });

  it.each([
    ['broken JSON', '{"content": ', 400, 'BODY_MALFORMED'],
    ['broken UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d]), 400, 'BODY_MALFORMED'],
    ['endless nesting', '['.repeat(500_000), 400, 'BODY_MALFORMED'],
    [
      'a member that JavaScript would drop',
      '{"content":"a","__proto__":{}}',
      400,
      'BODY_MALFORMED',
    ],
    ['such a member deep inside', '[[{"\\u005f_proto__":1}]]', 400, 'BODY_MALFORMED'],
    ['an empty body', '', 422, 'INPUT_INVALID'],
    ['another shape', '[]', 422, 'INPUT_INVALID'],
    ['null characters', '{"content":"a\\u0000b"}', 422, 'INPUT_INVALID'],
    ['half a surrogate pair', '{"content":"\\ud83d"}', 422, 'INPUT_INVALID'],
    ['an unknown field', '{"content":"a","maxPages":3}', 422, 'INPUT_INVALID'],
    ['a million bytes too many', `"${'x'.repeat(1024 * 1024)}"`, 413, 'BODY_TOO_LARGE'],
  ])('answers %s with a problem document', async (_name, body, status, code) => {
    const answer = await post(body);

    expect(answer.statusCode).toBe(status);
    expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(answer.json()).toMatchObject({ status, code, correlation_id: expect.any(String) });
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'text/html', ''])(
    'refuses a body declared as "%s"',
    async (type) => {
      const answer = await post('content=a', type);

      expect(answer.statusCode).toBe(415);
      expect(answer.json()).toMatchObject({ code: 'MEDIA_TYPE_UNSUPPORTED' });
    },
  );

  it.each(['gzip', 'br', 'GZIP, identity'])(
    'refuses a body that is encoded as "%s"',
    async (name) => {
      const answer = await post('{"content":"a"}', 'application/json', {
        'content-encoding': name,
      });

      expect(answer.statusCode).toBe(415);
      expect(answer.json()).toMatchObject({ code: 'CONTENT_ENCODING_UNSUPPORTED' });
    },
  );

  it.each([
    [0, 'Must be at least 1'],
    [-1, 'Must be at least 1'],
    [11, 'Must be at most 10'],
    [1e300, 'Must be a smaller number'],
    ['3', 'Must be a number, not text'],
    [1.5, 'Must be a whole number, not 1.5'],
    [null, 'Must be a number, not null'],
    [[], 'Must be a number, not a list'],
    [{}, 'Must be a number, not a JSON object'],
  ])('names max_pages when it is %p, and what it must be', async (max_pages, message) => {
    const answer = await post(JSON.stringify({ content: 'a', max_pages }));

    expect(answer.statusCode).toBe(422);
    expect(answer.json()).toMatchObject({
      errors: [{ in: 'body', field: 'max_pages', message }],
      detail: `The request is not valid: max_pages: ${message}.`,
    });
  });

  it.each([
    ['{}', 'Required, but missing'],
    ['{"content":""}', 'Must not be empty'],
    [`{"content":"${'x'.repeat(21)}"}`, 'Must have at most 20 characters, not 21'],
    ['{"content":" "}', 'Must hold something to read, not only white space or marks'],
  ])('says what is wrong with the text of %s', async (body, message) => {
    expect((await post(body)).json()).toMatchObject({ errors: [{ field: 'content', message }] });
  });

  it('does not repeat a malformed body in its answer', async () => {
    const answer = await post('{"content": my secret');

    expect(answer.body).not.toContain('secret');
  });
});

/** A body that comes in two pieces, the second too late. */
async function* dribbled(text: string) {
  yield Buffer.from(text.slice(0, 5));
  await sleep(arriveWithinMs + 500);
  yield Buffer.from(text.slice(5));
}

describe('a body that comes too slowly', () => {
  const send = async (path: string, type: string, text: string) => {
    const body = ReadableStream.from(dribbled(text));
    const headers = { 'content-type': type };
    const init = { method: 'POST', headers, body, duplex: 'half' } as RequestInit;
    return fetch(`${await app.getUrl()}${path}`, init);
  };

  it('is given up with a problem document', async () => {
    const answer = await send('/notes', 'application/json', '{"content":"a"}');

    expect(answer.status).toBe(408);
    expect(await answer.json()).toMatchObject({ code: 'REQUEST_TOO_SLOW' });
  });

  it('is waited for where it is a file', async () => {
    const part = 'content-disposition: form-data; name="file"; filename="a.txt"';
    const form = `--x\r\n${part}\r\n\r\nhello\r\n--x--\r\n`;

    const answer = await send('/files', 'multipart/form-data; boundary=x', form);

    expect(await answer.json()).toEqual({ byteCount: 5 });
  });
});

describe('paths', () => {
  it('names a path parameter that is not a UUID', async () => {
    const answer = await app.inject('/notes/17');

    expect(answer.statusCode).toBe(422);
    expect(answer.json().errors).toMatchObject([{ in: 'path', field: 'id' }]);
  });

  it('reads a method of its own kind like any other that is not served', async () => {
    const answer = await app.inject({ method: 'QUERY', url: '/notes' } as never);

    expect(answer.json()).toMatchObject({ status: 415, code: 'MEDIA_TYPE_UNSUPPORTED' });
  });

  it('tells a wrong method from a wrong path', async () => {
    const wrongMethod = await app.inject({ method: 'PUT', url: '/notes?x=1' });
    const wrongPath = await app.inject('/elsewhere');

    expect(wrongMethod.statusCode).toBe(405);
    expect(wrongMethod.headers['allow']).toBe('POST');
    expect(wrongMethod.json()).toMatchObject({ code: 'METHOD_NOT_ALLOWED' });
    expect(wrongPath.statusCode).toBe(404);
    expect(wrongPath.json()).toMatchObject({ code: 'ROUTE_NOT_FOUND' });
  });

  it.each([
    ['/notes/%', 400, 'URL_MALFORMED'],
    [`/notes/${'a'.repeat(3_000)}`, 414, 'URL_TOO_LONG'],
  ])('answers the unroutable %s in the same form', async (url, status, code) => {
    const answer = await app.inject(url);

    expect(answer.statusCode).toBe(status);
    expect(answer.json()).toMatchObject({ status, code });
    expect(answer.headers['x-content-type-options']).toBe('nosniff');
  });
});

describe('answers', () => {
  it('says nothing about an unforeseen error but its id', async () => {
    const answer = await app.inject('/notes/00000000-0000-4000-8000-000000000000');

    expect(answer.statusCode).toBe(500);
    expect(answer.body).not.toContain('secret');
    expect(answer.json()).toMatchObject({
      code: 'INTERNAL_ERROR',
      correlation_id: answer.headers['x-correlation-id'],
    });
  });

  it('says when to come back', async () => {
    const answer = await app.inject('/notes/10000000-0000-4000-8000-000000000000');

    expect(answer.statusCode).toBe(503);
    expect(answer.headers['retry-after']).toBe('3');
    expect(answer.json()).toMatchObject({ code: 'AWAY', retry_after: 3 });
  });

  it('keeps a sane correlation id and replaces any other', async () => {
    const sane = await post('{}', 'application/json', { 'x-correlation-id': 'order-4711-a' });
    const other = await post('{}', 'application/json', { 'x-correlation-id': 'a b\u00e9"}{' });

    expect(sane.headers['x-correlation-id']).toBe('order-4711-a');
    expect(sane.json().correlation_id).toBe('order-4711-a');
    expect(other.headers['x-correlation-id']).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('carries security headers whatever it is, and reflects no origin', async () => {
    for (const url of ['/notes/17', '/elsewhere', '/notes/%']) {
      const { headers } = await app.inject({ url, headers: { origin: 'https://evil.example' } });

      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'content-security-policy': expect.stringContaining("default-src 'none'"),
        'cache-control': 'no-store',
        'x-frame-options': 'DENY',
      });
      expect(headers['access-control-allow-origin']).toBeUndefined();
      expect(headers['server']).toBeUndefined();
      expect(headers['x-powered-by']).toBeUndefined();
    }
  });
});
