import type { ApiAnswer } from '../in-process-api.js';
import type { Ids } from './route-probes.js';

/** What is wrong with an answer, in words without its content. `unclear`: the API failed, so that nothing is proved. */
export interface Fault {
  kind: 'leak' | 'unclear';
  what: string;
}

/** Null where all is well. */
export function judgeAnswer(
  { status, text }: ApiAnswer,
  { marker, statuses }: { marker: string; statuses?: readonly number[] },
): Fault | null {
  if (holds(text, marker)) return { kind: 'leak', what: "the answer holds the other store's text" };
  if (status >= 500) return { kind: 'unclear', what: `answered ${status}` };
  if (statuses === undefined || statuses.includes(status)) return null;
  return { kind: 'leak', what: `answered ${status} instead of ${statuses.join(' or ')}` };
}

/** Two answers are one where nothing but the ids that were sent, the correlation id and times tell them apart. */
export const areAlike = (
  [one, ofOne]: readonly [ApiAnswer, Ids],
  [other, ofOther]: readonly [ApiAnswer, Ids],
): boolean => one.status === other.status && plain(one, ofOne) === plain(other, ofOther);

/** Markers are letters and digits, so that no escaping hides one; a spelling in capitals is the same. */
export const holds = (text: string, marker: string): boolean =>
  text.toLowerCase().includes(marker.toLowerCase());

function plain({ text }: ApiAnswer, ids: Ids): string {
  const named = Object.entries(ids).reduce(
    (rest, [name, id]) => rest.replaceAll(id, `<${name}>`),
    text,
  );
  return named
    .replaceAll(/"correlation_id":"[^"]*"/g, '')
    .replaceAll(/"took_ms":[\d.]+/g, '')
    .replaceAll(/"(id|created)":("chatcmpl-[^"]*"|\d+)/g, '');
}
