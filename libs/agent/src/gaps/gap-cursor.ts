import { decodeCursor, encodeCursor, type ListCursor } from '@app/tenancy';

/** Where a list goes on that shows first what is asked most, then what was asked last. */
export interface GapCursor extends ListCursor {
  count: number;
}

export const encodeGapCursor = ({ count, ...rest }: GapCursor): string =>
  `${count}.${encodeCursor(rest)}`;

/** Throws TENANCY_CURSOR_MALFORMED for anything that `encodeGapCursor` did not make. */
export function decodeGapCursor(cursor: string): GapCursor {
  const [, count, rest = ''] = /^(\d{1,9})\.(.+)$/.exec(cursor) ?? [];
  return { count: Number(count), ...decodeCursor(rest) };
}
