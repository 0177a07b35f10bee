import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';

import { type Answer, type ApiClient, formOf } from '../e2e/api-client.js';
import { type RouteCaller, routeCallers } from './route-callers.js';

export interface Operation {
  name: string;
  method: string;
  path: string;
  /** The query names the store. */
  queryNamesStore: boolean;
}
/** By the names that paths give them. */
export type Ids = Record<string, string>;

const document = JSON.parse(readFileSync('apps/api/openapi.json', 'utf8')) as {
  paths: Record<
    string,
    Record<string, { operationId: string; parameters?: { in: string; name: string }[] }>
  >;
};

/** Every operation of the document. */
export const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, { operationId, parameters = [] }]): Operation => ({
    name: operationId,
    method: method.toUpperCase(),
    path,
    queryNamesStore: parameters.some((one) => one.in === 'query' && one.name === 'store_id'),
  })),
);

export const operationsOf = (access: RouteCaller['access']) =>
  operations.filter(({ name }) => routeCallers[name]?.access === access);

/** Whether the store can be named in it. */
export const hasStore = ({ name, path, queryNamesStore }: Operation) =>
  path.includes('{store_id}') || queryNamesStore || Boolean(routeCallers[name]?.namesStore);

/** A has a release of this number and B has none; a number is no id, each store counts for itself. */
const releaseNumber = '1';
/** The same goes for the versions of settings; what B writes here is its first. */
const settingsVersion = '2';

/** Calls an operation with ids; `store` is what names the store wherever it can be named. */
export function callAs(client: ApiClient, operation: Operation, ids: Ids): Promise<Answer> {
  const { name, method, path, queryNamesStore } = operation;
  const { body, file, namesStore } = routeCallers[name] as RouteCaller;
  const values: Ids = { number: releaseNumber, version: settingsVersion, ...ids };
  const target = path.replaceAll(/\{(\w+)\}/g, (_, id: string) => values[id] ?? randomUUID());
  const query = queryNamesStore ? `?store_id=${ids['store_id']}` : '';
  return client.call(method, target + query, {
    body: file ? formOf(file) : body && namesStore ? { ...body, store_id: ids['store_id'] } : body,
  });
}
