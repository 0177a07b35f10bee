import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';

import { routeCallers } from '../../isolation/route-callers.js';
import type { Answer, ApiClient } from '../api-client.js';

interface Schema {
  $ref?: string;
  type?: string | string[];
  const?: unknown;
  anyOf?: Schema[];
  oneOf?: Schema[];
  properties?: Record<string, Schema>;
  additionalProperties?: unknown;
}
interface Described {
  operationId: string;
  parameters?: { in: string; name: string }[];
  requestBody?: { content: Record<string, { schema: Schema }> };
}

/** One operation of the committed document: a new one is met by every spec that goes through them. */
export interface Operation {
  name: string;
  method: string;
  path: string;
  parameters: { in: string; name: string }[];
  /** Fields of the body that take text, each with a body that is good but for the text. */
  texts: { field: string; bodyWith: (text: string) => unknown }[];
  /** The body may have members that are not described. */
  isOpen: boolean;
  needsAdmin: boolean;
}

const document = JSON.parse(readFileSync('apps/api/openapi.json', 'utf8')) as {
  paths: Record<string, Record<string, Described>>;
  components: { schemas: Record<string, Schema> };
};

export const operations: Operation[] = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, described]) => ({
    name: described.operationId,
    method: method.toUpperCase(),
    path,
    parameters: described.parameters ?? [],
    // nobody reads a text of a body that nobody signed
    texts: routeCallers[described.operationId]?.access === 'public' ? [] : textsOf(described),
    isOpen: isOpen(described),
    needsAdmin: routeCallers[described.operationId]?.access === 'operator',
  })),
);

/** Calls an operation; a parameter that is not given is a UUID of nobody's. */
export function call(
  client: ApiClient,
  { name, method, path }: Operation,
  { parameters = {}, query = '', body = routeCallers[name]?.body, headers }: CallOptions,
): Promise<Answer> {
  const target = path.replaceAll(/\{(\w+)\}/g, (_, id: string) => parameters[id] ?? randomUUID());
  return client.call(method, target + query, { body, headers });
}

export interface CallOptions {
  /** As they stand in the path, escapes and all. */
  parameters?: Record<string, string>;
  query?: string;
  body?: unknown;
  headers?: Record<string, string>;
}

function isOpen({ requestBody }: Described): boolean {
  const schema = resolved(requestBody?.content['application/json']?.schema ?? {});
  return typeof schema.additionalProperties === 'object';
}

function textsOf({ operationId, requestBody }: Described): Operation['texts'] {
  const schema = resolved(requestBody?.content['application/json']?.schema ?? {});
  const variants = (schema.oneOf ?? schema.anyOf ?? [schema]).map(resolved);
  const base = routeCallers[operationId]?.body ?? {};
  return variants.flatMap(({ properties = {} }) => {
    const fixed = Object.entries(properties).filter(([, { const: value }]) => value !== undefined);
    const given = {
      ...base,
      ...Object.fromEntries(fixed.map(([name, { const: v }]) => [name, v])),
    };
    return Object.entries(properties).flatMap(([name, part]) =>
      fillsOf(resolved(part)).map((fill) => ({
        field: name,
        bodyWith: (text: string) => ({ ...given, [name]: fill(text) }),
      })),
    );
  });
}

/** The ways in which a value of this shape can hold a text. */
function fillsOf({ type, const: fixed, anyOf, additionalProperties }: Schema) {
  const types = [type].flat();
  if (fixed !== undefined || anyOf || types.includes('string')) {
    return [(text: string): unknown => text];
  }
  if (types.includes('array')) return [(text: string): unknown => [text]];
  if (additionalProperties === undefined) return [];
  return [
    (text: string): unknown => ({ [text]: 1 }),
    (text: string): unknown => ({ deep: [{ value: text }] }),
  ];
}

function resolved(schema: Schema): Schema {
  const [, name = ''] = /^#\/components\/schemas\/(\w+)$/.exec(schema.$ref ?? '') ?? [];
  return document.components.schemas[name] ?? schema;
}
