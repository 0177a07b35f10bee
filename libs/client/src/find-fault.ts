import { answers, shapes } from './generated/answers.js';

/** Makes the error for a field that is read although it is missing, by the field's path. */
export type WhenMissing = (fault: string) => Error;

/**
 * Where an answer is not what the document has for `GET /api/v1/stores`: the path of the first field of another kind, ''
 * for something else altogether, undefined for an answer that is right. Fields too many are none. A missing field is one
 * once it is read, as an API that is older than its caller leaves out what came later: reading it throws `whenMissing`.
 */
export function findFault(
  operation: string,
  answer: unknown,
  whenMissing: WhenMissing,
): string | undefined {
  const kind = answers[operation];
  if (kind === undefined) return answer === undefined ? undefined : '';
  return isNothingLike(kind, answer) ? '' : faultIn(kind, answer, { path: '', whenMissing });
}

/** The same for an event of an answer; what is not the document's in it has to be there. */
export const findEventFault = (
  { event, data }: { event: string; data: unknown },
  whenMissing: WhenMissing,
) => faultIn(eventKinds[event] ?? 'any', data, { path: event, whenMissing });

interface Place {
  path: string;
  whenMissing: WhenMissing;
}

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
function faultIn(kinds: string, value: unknown, place: Place): string | undefined {
  const faults = kinds.split('|').map((kind) => faultOf(kind, value, place));
  return faults.includes(undefined) ? undefined : faults[0];
}

function faultOf(kind: string, value: unknown, place: Place): string | undefined {
  const { path } = place;
  if (kind.endsWith('[]')) return Array.isArray(value) ? itemFault(kind, value, place) : path;
  if (known[kind]) return isObject(value) ? fieldFault(kind, value, place) : path;
  const isRight = kind === 'any' || kindOf(value) === kind;
  return isRight ? undefined : path;
}

function itemFault(kind: string, items: unknown[], place: Place): string | undefined {
  const of = kind.slice(0, -2);
  return firstOf(
    items.map((item, at) => faultIn(of, item, { ...place, path: `${place.path}[${at}]` })),
  );
}

function fieldFault(
  kind: string,
  value: Record<string, unknown>,
  { path, whenMissing }: Place,
): string | undefined {
  return firstOf(
    Object.entries(known[kind] ?? {}).map(([name, kinds]) => {
      const at = path ? `${path}.${name}` : name;
      if (name in value || !(kind in shapes)) {
        return faultIn(kinds, value[name], { path: at, whenMissing });
      }
      throwWhenRead(value, name, () => whenMissing(at));
      return undefined;
    }),
  );
}

/** Seen by nobody who lists or prints the fields. */
function throwWhenRead(value: Record<string, unknown>, name: string, fault: () => Error): void {
  Object.defineProperty(value, name, {
    enumerable: false,
    get: () => {
      throw fault();
    },
  });
}

const firstOf = (faults: (string | undefined)[]) => faults.find((fault) => fault !== undefined);

const kindOf = (value: unknown): string =>
  value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;

const isObject = (value: unknown): value is Record<string, unknown> => kindOf(value) === 'object';
