import type { FastifyRequest } from 'fastify';

import type { ApiOperation } from '../isolation/probes/api-operations.js';

/**
 * Tells which operation of the document a request reached; `none` for all else. A path or method that somebody made up
 * reaches none, so it adds no series.
 */
export function operationNames(list: () => ApiOperation[]): (request: FastifyRequest) => string {
  let names: Map<string, string> | undefined;
  return ({ method, routeOptions: { url } }) => {
    names ??= new Map(list().map(({ name, ...at }) => [keyOf(at.method, at.path), name]));
    return (url !== undefined && names.get(keyOf(method, url))) || 'none';
  };
}

/** `/stores/:store_id` of the router is `/stores/{store_id}` of the document. */
const keyOf = (method: string, path: string): string =>
  `${method.toUpperCase()} ${path.replaceAll(/:(\w+)/g, '{$1}')}`;
