import { readFileSync } from 'node:fs';

/** As much of JSON Schema as the document uses. */
export interface Schema {
  $ref?: string;
  type?: string | string[];
  const?: unknown;
  enum?: unknown[];
  format?: string;
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  minItems?: number;
  maxItems?: number;
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: unknown;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  example?: unknown;
}

export interface Parameter {
  in: 'path' | 'query' | 'header';
  name: string;
  required?: boolean;
  schema: Schema;
}

interface Media {
  schema: Schema;
  example?: unknown;
  examples?: Record<string, { value?: unknown }>;
}

type Contents = Record<string, Media>;

export interface Operation {
  name: string;
  method: string;
  path: string;
  parameters: Parameter[];
  body?: { type: string; schema: Schema; examples: unknown[] };
  needsAdmin: boolean;
  /** A widget may call it, so that pages of shops do. */
  isShoppers: boolean;
  responses: Record<string, { content?: Contents }>;
}

interface Described {
  operationId: string;
  parameters?: Parameter[];
  requestBody?: { content: Contents };
  security?: Record<string, string[]>[];
  responses: Operation['responses'];
}

interface ApiDocument {
  paths: Record<string, Record<string, Described>>;
  components: { schemas: Record<string, Schema> };
}

/** The committed document: a new operation is met by every run that goes through them. */
export const apiDocument = JSON.parse(readFileSync('apps/api/openapi.json', 'utf8')) as ApiDocument;

const shoppers = new Set(['chat', 'widget'].map((need) => JSON.stringify([{ key: [need] }])));

export const operations: readonly Operation[] = Object.entries(apiDocument.paths).flatMap(
  ([path, methods]) =>
    Object.entries(methods).map(([method, described]) => ({
      name: described.operationId,
      method: method.toUpperCase(),
      path,
      parameters: described.parameters ?? [],
      body: bodyOf(described),
      needsAdmin: described.security?.some(({ key }) => key?.includes('admin')) ?? false,
      isShoppers: path.startsWith('/api/v1/') && shoppers.has(JSON.stringify(described.security)),
      responses: described.responses,
    })),
);

const patterns = operations.map((operation) => ({
  operation,
  pattern: new RegExp(`^${operation.path.replaceAll(/\{\w+\}/g, '[^/]+')}$`),
}));

/** What a request comes to, whatever it was made for: an empty or longer path, or another method, leads elsewhere. */
export const operationAt = (method: string, target: string): Operation | undefined =>
  patterns.find(
    ({ operation, pattern }) =>
      operation.method === (method === 'HEAD' ? 'GET' : method) &&
      pattern.test(target.replace(/\?.*/s, '')),
  )?.operation;

function bodyOf({ requestBody }: Described): Operation['body'] {
  const [first] = Object.entries(requestBody?.content ?? {});
  if (!first) return undefined;
  const [type, { schema, example, examples = {} }] = first;
  const named = Object.values(examples).map(({ value }) => value);
  return { type, schema, examples: [example, ...named].filter((one) => one !== undefined) };
}

/** The schema itself, or the one that it refers to. */
export function resolved(schema: Schema): Schema {
  const [, name = ''] = /^#\/components\/schemas\/(\w+)$/.exec(schema.$ref ?? '') ?? [];
  return apiDocument.components.schemas[name] ?? schema;
}
