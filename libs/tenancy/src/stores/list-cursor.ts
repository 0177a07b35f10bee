import { isUuid } from '../scope/store-scope.js';
import { cursorMalformed } from '../tenancy.errors.js';

/** Where a list ordered by (created_at, id) goes on. Microseconds as text: a Date would lose rows of one millisecond. */
export interface ListCursor {
  createdAt: string;
  id: string;
}

/** One slice of a list; `nextCursor` is null on the last one. */
export interface ListSlice<T> {
  items: T[];
  nextCursor: string | null;
}

export const encodeCursor = ({ createdAt, id }: ListCursor): string =>
  Buffer.from(`${createdAt}|${id}`).toString('base64url');

/** Throws TENANCY_CURSOR_MALFORMED for anything that `encodeCursor` did not make. */
export function decodeCursor(cursor: string): ListCursor {
  const [createdAt = '', id, ...more] = Buffer.from(cursor, 'base64url')
    .toString('utf8')
    .split('|');
  if (!isUuid(id) || !isMoment(createdAt) || more.length > 0) throw cursorMalformed();
  return { createdAt, id };
}

/** A `timestamptz` as PostgreSQL writes it; `Date.parse` alone takes much that PostgreSQL does not. */
const moment = /^([1-9]\d{3}-\d\d-\d\d) (\d\d:\d\d:\d\d)(\.\d{1,6})?[+-](0\d|1[0-4])(:[0-5]\d)?$/;

function isMoment(text: string): boolean {
  const [, day, time] = moment.exec(text) ?? [];
  const date = new Date(`${day}T${time}Z`);
  // a day that does not exist comes back as another one
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(`${day}T${time}`);
}

/** Cuts `limit + 1` rows, each with its `cursorTime`, to a slice. */
export function toSlice<R extends { id: string; cursorTime: string }>(
  rows: R[],
  limit: number,
): ListSlice<R> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  const hasMore = rows.length > limit && last !== undefined;
  return {
    items,
    nextCursor: hasMore ? encodeCursor({ createdAt: last.cursorTime, id: last.id }) : null,
  };
}
