import { decodeCursor, encodeCursor, toSlice } from './list-cursor.js';

const id = '11111111-2222-4333-8444-555555555555';

describe('list cursors', () => {
  it('carry microseconds back unchanged', () => {
    const cursor = { createdAt: '2026-01-02 03:04:05.678901+00', id };

    expect(decodeCursor(encodeCursor(cursor))).toEqual(cursor);
  });

  it('refuse anything else', () => {
    for (const text of ['', 'abc', 'a|b', encodeCursor({ createdAt: 'x', id }), '\u0000']) {
      expect(() => decodeCursor(text)).toThrow('cursor');
    }
  });

  it.each([
    'foo 1',
    '1',
    '1 (\u0000)',
    'infinity',
    '2026-01-02',
    '2026-02-31 00:00:00+00',
    '2026-01-02 24:00:00+00',
    '2026-01-02 03:04:05',
    '2026-01-02 03:04:05+99',
    '0000-01-02 03:04:05+00',
    '-000001-01-01T00:00:00Z',
    '2026-01-02 03:04:05.678901+00 BC',
  ])('refuse the moment %j, which the database would not read', (createdAt) => {
    expect(() => decodeCursor(encodeCursor({ createdAt, id }))).toThrow('cursor');
  });

  it.each(['2026-01-02 03:04:05+00', '2026-01-02 03:04:05.6-03:30', '2024-02-29 23:59:59.1+14'])(
    'read the moment %j',
    (createdAt) => {
      expect(decodeCursor(encodeCursor({ createdAt, id }))).toEqual({ createdAt, id });
    },
  );

  it('end with the last row', () => {
    const rows = [1, 2, 3].map((n) => ({ id, cursorTime: `2026-01-0${n}` }));

    expect(toSlice(rows, 3).nextCursor).toBeNull();
    expect(toSlice(rows, 2).items).toHaveLength(2);
    expect(toSlice(rows, 2).nextCursor).not.toBeNull();
    expect(toSlice([], 2)).toEqual({ items: [], nextCursor: null });
  });
});
