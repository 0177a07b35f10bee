import { spawnSync } from 'node:child_process';

import { exists, productFiles, read, root } from './reading/project-files.js';
import { parse, stringLiterals } from './reading/syntax.js';

interface Media {
  schema?: object;
  example?: unknown;
  examples?: Record<string, unknown>;
}
interface Answer {
  description?: string;
  content?: Record<string, Media>;
}
interface Parameter {
  name: string;
  description?: string;
}
interface Operation {
  operationId?: string;
  summary?: string;
  description?: string;
  tags?: string[];
  security?: unknown[];
  parameters?: Parameter[];
  requestBody?: { content?: Record<string, Media> };
  responses?: Record<string, Answer>;
}
interface Property {
  description?: string;
  $ref?: string;
  allOf?: unknown[];
}
interface Document {
  openapi?: string;
  tags?: { name: string; description?: string }[];
  paths?: Record<string, Record<string, Operation>>;
  components?: { schemas?: Record<string, { properties?: Record<string, Property> }> };
}

const file = 'apps/api/openapi.json';
const document: Document = exists(file) ? (JSON.parse(read(file)) as Document) : {};
const operations = Object.entries(document.paths ?? {}).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({
    name: `${method.toUpperCase()} ${path}`,
    operation,
  })),
);

describe(file, () => {
  it('is valid OpenAPI to a tool that is not ours', () => {
    const { status, stdout } = spawnSync(
      process.execPath,
      ['node_modules/@redocly/cli/bin/cli.js', 'lint', file, '--format=json'],
      {
        cwd: root,
        encoding: 'utf8',
        env: { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' },
      },
    );
    const { totals, problems } = JSON.parse(stdout) as { totals: object; problems: unknown[] };

    expect(problems).toEqual([]);
    expect({ status, totals }).toMatchObject({ status: 0, totals: { errors: 0 } });
  });

  it('describes the surface that clients rely on', () => {
    expect(document.openapi).toMatch(/^3\.1/);
    expect(operations.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        'POST /api/v1/stores',
        'POST /api/v1/stores/{store_id}/keys',
        'POST /api/v1/knowledge-base/ingest',
        'GET /api/v1/knowledge-base/{store_id}/status',
        'POST /api/v1/knowledge-base/{store_id}/search',
        'POST /api/v1/conversations',
        'GET /health/ready',
      ]),
    );
  });

  it('has all of summary, text, examples and error codes for every operation', () => {
    const gaps = operations.flatMap(({ name, operation }) =>
      gapsOf(operation).map((gap) => `${name}: ${gap}`),
    );

    expect(operations.length).toBeGreaterThan(15);
    expect(gaps).toEqual([]);
  });

  it('says what each of its parts is about, and has none without operations', () => {
    const used = new Set(operations.flatMap(({ operation }) => operation.tags ?? []));
    const described = (document.tags ?? []).filter(({ description }) => description);

    expect(described.map(({ name }) => name).sort()).toEqual([...used].sort());
  });

  it('has an operation id of its own for every operation', () => {
    const ids = operations.map(({ operation }) => operation.operationId);

    expect(new Set(ids).size).toBe(operations.length);
  });

  it('has a sentence on every field', () => {
    const fields = Object.entries(document.components?.schemas ?? {}).flatMap(
      ([schema, { properties }]) =>
        Object.entries(properties ?? {}).map(([name, property]) => ({
          name: `${schema}.${name}`,
          property,
        })),
    );
    const silent = fields.filter(
      ({ property }) => !property.description && !property.$ref && !property.allOf,
    );

    expect(fields.length).toBeGreaterThan(30);
    expect(silent.map(({ name }) => name)).toEqual([]);
  });

  it('knows every error code of the rooms that can reach a client', () => {
    const codes = productFiles()
      .filter((name) => /^libs\/.*\.errors\.ts$/.test(name))
      .flatMap((name) => stringLiterals(parse(name)))
      .filter((text) => /^(TENANCY|KNOWLEDGE|AGENT)_[A-Z_]+$/.test(text));
    const text = exists(file) ? read(file) : '';

    expect(codes.length).toBeGreaterThan(10);
    expect([...new Set(codes)].filter((code) => !text.includes(code))).toEqual([]);
  });

  it('would be told of what is missing', () => {
    const bare: Operation = {
      requestBody: { content: { 'application/json': { schema: {} } } },
      responses: { 200: { description: 'Fine.', content: { 'application/json': { schema: {} } } } },
    };

    expect(gapsOf(bare)).toEqual([
      'operationId',
      'summary',
      'description',
      'tags',
      'example of the body',
      'example of 200',
      'code of a 401',
      'code of a 429',
      'code of a 500',
    ]);
  });
});

function gapsOf(operation: Operation): string[] {
  const words = (['operationId', 'summary', 'description', 'tags'] as const).filter(
    (key) => !operation[key]?.length,
  );
  const silent = (operation.parameters ?? [])
    .filter(({ description }) => !description)
    .map(({ name }) => `text of ${name}`);
  const body = Object.values(operation.requestBody?.content ?? {}).some(
    (media) => !hasExample(media),
  );
  return [
    ...words,
    ...silent,
    ...(body ? ['example of the body'] : []),
    ...answerGaps(operation),
    ...codeGaps(operation),
  ];
}

function answerGaps({ responses = {} }: Operation): string[] {
  return Object.entries(responses).flatMap(([status, { description, content = {} }]) => [
    ...(description ? [] : [`text of ${status}`]),
    ...(Object.values(content).some((media) => !hasExample(media)) ? [`example of ${status}`] : []),
  ]);
}

/** Every refusal is a problem document whose code can be looked up; a keyed operation can refuse the key. */
function codeGaps({ responses = {}, security }: Operation): string[] {
  const expected = [...(security?.length === 0 ? [] : ['401']), '429', '500'];
  const missing = expected.filter((status) => !responses[status]);
  const mute = Object.entries(responses).filter(
    ([status, { content }]) =>
      Number(status) >= 400 && !/"[A-Z]+_[A-Z_]+"/.test(JSON.stringify(content ?? {})),
  );
  return [...missing, ...mute.map(([status]) => status)].map((status) => `code of a ${status}`);
}

const hasExample = ({ example, examples }: Media): boolean =>
  example !== undefined || Object.keys(examples ?? {}).length > 0;
