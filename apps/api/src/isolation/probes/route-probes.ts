import type { ApiCall } from '../in-process-api.js';
import type { ApiOperation } from './api-operations.js';
import { storeHeader } from './api-operations.js';

/** Ids by the name they have in paths, queries and bodies. */
export type Ids = Readonly<Record<string, string>>;

export interface ProbeIds {
  /** The store whose key is shown. */
  ownStore: string;
  /** Those of the store that is looked for. */
  foreign: Ids;
  /** The same names, of nothing. */
  missing: Ids;
}

/** One request with the wrong key, and what must come of it. */
export interface RouteProbe {
  operation: string;
  /** What is wrong about it, for the report. */
  title: string;
  call: ApiCall;
  /** A key is shown. */
  isKeyed: boolean;
  /** Statuses of which one is expected; any below 500 where left out. */
  statuses?: readonly number[];
  /** The same request for what does not exist, whose answer has to be the same. */
  twin?: { call: ApiCall; ids: Ids };
}

const closed = [403, 404];

/** All requests that this operation is tried with; null where the check has no id of a kind that its path names. */
export function probesOf(operation: ApiOperation, ids: ProbeIds): RouteProbe[] | null {
  if (operation.isPublic) return [ofPublic(operation)];
  // who may not come in learns nothing of ids, whatever they are
  const needsIds = !operation.isOperators;
  if (needsIds && operation.pathIds.some((name) => !(name in ids.foreign))) return null;
  return [
    withoutKey(operation, ids),
    ...operation.storePlaces.map((place) => ofForeignStore(operation, place, ids)),
    ...ofForeignThings(operation, ids),
    ...inOwnStore(operation, ids),
  ];
}

/** The owner's own reading of what this operation's path names by ids; none where it is no reading, or the operator's. */
export function ownRead(operation: ApiOperation, own: Ids) {
  const { name, method, pathIds, isOperators } = operation;
  if (isOperators || method !== 'get' || pathIds.length === 0) return [];
  if (pathIds.some((id) => !(id in own))) return [];
  return [{ title: name, call: callOf(operation, own, own['store_id'] ?? ''), showsOwn: false }];
}

const ofPublic = ({ name, method, path }: ApiOperation): RouteProbe => ({
  operation: name,
  title: 'without a key',
  call: { method, path },
  isKeyed: false,
});

const withoutKey = (operation: ApiOperation, { foreign }: ProbeIds): RouteProbe => ({
  operation: operation.name,
  title: 'without a key',
  call: { method: operation.method, path: pathOf(operation, foreign, foreign['store_id'] ?? '') },
  isKeyed: false,
  statuses: [401],
});

function ofForeignStore(
  operation: ApiOperation,
  place: ApiOperation['storePlaces'][number],
  { ownStore, foreign, missing }: ProbeIds,
): RouteProbe {
  const callWith = (ids: Ids) => {
    const store = ids['store_id'] ?? '';
    const inPath = operation.storePlaces.includes('path') ? store : ownStore;
    return callOf(operation, ids, inPath, place === 'path' ? undefined : { place, store });
  };
  return {
    operation: operation.name,
    title: `with the other store in its ${place}`,
    call: callWith(foreign),
    isKeyed: true,
    statuses: closed,
    twin: { call: callWith(missing), ids: missing },
  };
}

/**
 * With the key's own store, and ids of the other. What is written in its own store on an example's word is left out: it
 * would really be done.
 */
function ofForeignThings(operation: ApiOperation, ids: ProbeIds): RouteProbe[] {
  const { ownStore, foreign, missing } = ids;
  const asks = operation.query.some((name) => name !== 'store_id' && name in foreign);
  if (operation.pathIds.length === 0 && !(operation.method === 'get' && asks)) return [];
  return [
    {
      operation: operation.name,
      title: "with the other store's ids",
      call: callOf(operation, foreign, ownStore),
      isKeyed: true,
      statuses: operation.pathIds.length > 0 ? closed : undefined,
      twin: { call: callOf(operation, missing, ownStore), ids: missing },
    },
  ];
}

/**
 * What names no id at all: reading shows nothing of the other store; what is not reading and names no store either has to
 * be the operator's. Its body is empty, so that a door that stands open is seen by its complaint and does nothing.
 */
function inOwnStore(operation: ApiOperation, { ownStore, foreign }: ProbeIds): RouteProbe[] {
  const { name, method, storePlaces, pathIds } = operation;
  if (pathIds.length > 0) return [];
  const isRead = method === 'get';
  if (!isRead && storePlaces.length > 0) return [];
  const path = pathOf(operation, foreign, ownStore);
  const call = { method, path, ...(!isRead && { body: {} }) };
  const statuses = isRead ? undefined : closed;
  return [{ operation: name, title: 'in its own store', call, isKeyed: true, statuses }];
}

function callOf(
  operation: ApiOperation,
  ids: Ids,
  pathStore: string,
  other?: { place: string; store: string },
): ApiCall {
  const { method, takesFile, body } = operation;
  const query = operation.query.filter((name) => name !== 'store_id' && name in ids);
  const pairs = query.map((name): [string, string] => [name, ids[name] ?? '']);
  if (other?.place === 'query') pairs.push(['store_id', other.store]);
  const path = pathOf(operation, ids, pathStore);
  return {
    method,
    path: pairs.length > 0 ? `${path}?${new URLSearchParams(pairs).toString()}` : path,
    body: body && bodyOf(body, ids, other?.place === 'body' ? other.store : undefined),
    ...(takesFile && { file: { name: 'probe.csv', text: 'id,title\nP1,Probe' } }),
    ...(other?.place === 'header' && { headers: { [storeHeader]: other.store } }),
  };
}

const pathOf = ({ path }: ApiOperation, ids: Ids, store: string): string =>
  path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    name === 'store_id' ? store : (ids[name] ?? '1'),
  );

function bodyOf(example: Record<string, unknown>, ids: Ids, store?: string) {
  const { store_id: _, ...rest } = example;
  const known = Object.keys(rest).filter((name) => name in ids);
  return {
    ...rest,
    ...Object.fromEntries(known.map((name) => [name, ids[name]])),
    ...(store !== undefined && { store_id: store }),
  };
}
