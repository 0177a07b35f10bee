import { Injectable } from '@nestjs/common';
import type { OpenAPIObject } from '@nestjs/swagger';

import { ApiDescription } from '../../http/openapi/api-description.js';

/** One operation of the API's own document, as far as a probe needs it. */
export interface ApiOperation {
  name: string;
  method: string;
  path: string;
  isPublic: boolean;
  /** No key of a store may call it. */
  isOperators: boolean;
  /** A widget may call it. */
  isShoppers: boolean;
  /** Names of the ids in its path, without `store_id`. */
  pathIds: string[];
  /** Where the request can name the store. */
  storePlaces: ('path' | 'query' | 'header' | 'body')[];
  /** Names of its query parameters. */
  query: string[];
  /** The document's example of its body. */
  body?: Record<string, unknown>;
  takesFile: boolean;
}

export const storeHeader = 'X-Store-Id';

/** The operations of the document that this process serves at /openapi.json: a new route is probed without being listed. */
@Injectable()
export class ApiOperations {
  private operations?: ApiOperation[];

  constructor(private readonly document: ApiDescription) {}

  list(): ApiOperation[] {
    const document = this.document.get();
    if (document) this.operations ??= operationsOf(document);
    return this.operations ?? [];
  }
}

interface Parameter {
  in: string;
  name: string;
}
interface Operation {
  operationId: string;
  security?: unknown[];
  parameters?: Parameter[];
  requestBody?: { content?: Record<string, Content> };
}
interface Content {
  example?: Record<string, unknown>;
  examples?: Record<string, { value?: Record<string, unknown> }>;
}

const ofOperator = JSON.stringify([{ key: ['admin'] }]);
const ofShoppers = ['chat', 'widget'].map((need) => JSON.stringify([{ key: [need] }]));

/** A path parameter that counts for each store alone (a release's number, a version of settings) is no id. */
const isId = (name: string) => name.endsWith('_id');

export const operationsOf = ({ paths }: Pick<OpenAPIObject, 'paths'>): ApiOperation[] =>
  Object.entries(paths as unknown as Record<string, Record<string, Operation>>).flatMap(
    ([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => readOperation(method, path, operation)),
  );

function readOperation(method: string, path: string, operation: Operation): ApiOperation {
  const { operationId, security, parameters = [], requestBody } = operation;
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => String(name));
  const named = (place: string) =>
    parameters.filter((one) => one.in === place).map(({ name }) => name);
  const { takesFile, body } = readBody(requestBody?.content);
  const places = {
    path: inPath.includes('store_id'),
    query: named('query').includes('store_id'),
    header: named('header').includes(storeHeader),
    body: body !== undefined && 'store_id' in body,
  };
  return {
    name: operationId,
    method,
    path,
    isPublic: security?.length === 0,
    isOperators: JSON.stringify(security) === ofOperator,
    isShoppers: ofShoppers.includes(JSON.stringify(security)),
    pathIds: inPath.filter((name) => isId(name) && name !== 'store_id'),
    storePlaces: (['path', 'query', 'header', 'body'] as const).filter((place) => places[place]),
    query: named('query'),
    body,
    takesFile,
  };
}

function readBody(
  contents: Record<string, Content> = {},
): Pick<ApiOperation, 'body' | 'takesFile'> {
  const [[type, content] = [undefined, undefined]] = Object.entries(contents);
  if (type === 'multipart/form-data') return { takesFile: true };
  // bytes have no members that could name a store
  if (type !== 'application/json') return { takesFile: false };
  const [first] = Object.values(content?.examples ?? {});
  return { takesFile: false, body: content?.example ?? first?.value };
}
