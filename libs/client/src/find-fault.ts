import { answers, shapes } from './generated/answers.js';

/**
 * Where an answer is not what the document has for `GET /api/v1/stores`: the path of the first field that is missing or of
 * another kind, '' for something else altogether, undefined for an answer that is right. Fields too many are none.
 */
export function findFault(operation: string, answer: unknown): string | undefined {
  const kind = answers[operation];
  if (kind === undefined) return answer === undefined ? undefined : '';
  return isNothingLike(kind, answer) ? '' : faultIn(kind, answer, '');
}

/** The same for an event of an answer. */
export const findEventFault = ({ event, data }: { event: string; data: unknown }) =>
  faultIn(eventKinds[event] ?? 'any', data, event);

const eventKinds: Record<string, string> = {
  status: 'status event',
  token: 'token event',
  citation: 'Citation',
  usage: 'Usage',
  done: 'Message',
  error: 'error event',
};

const known: typeof shapes = {
  ...shapes,
  'status event': { stage: 'string' },
  'token event': { text: 'string' },
  'error event': { code: 'string', message: 'string' },
};

function isNothingLike(kind: string, answer: unknown): boolean {
  const names = Object.keys(known[kind] ?? {});
  return !isObject(answer) || (names.length > 0 && !names.some((name) => name in answer));
}

/** Of several kinds one has to fit; `Store`, `Key[]`, `string|null`. */
function faultIn(kinds: string, value: unknown, path: string): string | undefined {
  const faults = kinds.split('|').map((kind) => faultOf(kind, value, path));
  return faults.includes(undefined) ? undefined : faults[0];
}

function faultOf(kind: string, value: unknown, path: string): string | undefined {
  if (kind.endsWith('[]')) return Array.isArray(value) ? itemFault(kind, value, path) : path;
  const fields = known[kind];
  if (fields) return isObject(value) ? fieldFault(fields, value, path) : path;
  const isRight = kind === 'any' || kindOf(value) === kind;
  return isRight ? undefined : path;
}

function itemFault(kind: string, items: unknown[], path: string): string | undefined {
  return firstOf(items.map((item, at) => faultIn(kind.slice(0, -2), item, `${path}[${at}]`)));
}

function fieldFault(
  fields: Record<string, string>,
  value: Record<string, unknown>,
  path: string,
): string | undefined {
  return firstOf(
    Object.entries(fields).map(([name, kinds]) =>
      faultIn(kinds, value[name], path ? `${path}.${name}` : name),
    ),
  );
}

const firstOf = (faults: (string | undefined)[]) => faults.find((fault) => fault !== undefined);

const kindOf = (value: unknown): string =>
  value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;

const isObject = (value: unknown): value is Record<string, unknown> => kindOf(value) === 'object';
