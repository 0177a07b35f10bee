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

  it('end with the last row', () => {
    const rows = [1, 2, 3].map((n) => ({ id, cursorTime: `2026-01-0${n}` }));

    expect(toSlice(rows, 3).nextCursor).toBeNull();
    expect(toSlice(rows, 2).items).toHaveLength(2);
    expect(toSlice(rows, 2).nextCursor).not.toBeNull();
    expect(toSlice([], 2)).toEqual({ items: [], nextCursor: null });
  });
});
