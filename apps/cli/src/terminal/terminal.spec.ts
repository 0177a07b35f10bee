import { formatTable } from './format-table.js';
import { formatAge, formatDuration } from './format-time.js';
import { oneLine, printable } from './printable.js';
import { wrapText } from './wrap-text.js';

describe('what is shown', () => {
  it('keeps letters of every script, line breaks and tabs, and nothing that steers a terminal', () => {
    expect(printable('Größe\t日本語 🛏\nשלום')).toBe('Größe\t日本語 🛏\nשלום');
    expect(printable('a\u001b[2Jb\rc\u009bd\u2066e')).toBe('a[2Jbcde');
    expect(oneLine(' a\n\n b ')).toBe('a b');
  });

  it('breaks between words and never inside one', () => {
    expect(wrapText('wash it at forty degrees', 10)).toEqual(['wash it at', 'forty', 'degrees']);
    expect(wrapText('https://shop.example/a', 5)).toEqual(['https://shop.example/a']);
    expect(wrapText('  ', 5)).toEqual([]);
  });

  it('says durations as a person does', () => {
    expect([0.4, 59, 90, 7_200, 200_000].map(formatDuration)).toEqual([
      '0 s',
      '59 s',
      '2 min',
      '2 h',
      '2 d',
    ]);
    expect(formatAge('2026-01-01T00:00:00Z', Date.parse('2026-01-01T00:05:00Z'))).toBe('5 min ago');
    expect(formatAge(null)).toBe('');
  });

  it('puts words to the left and numbers to the right', () => {
    expect(
      formatTable(
        ['A', 'N'],
        [
          ['long', '5'],
          ['b', '100'],
        ],
      ),
    ).toEqual(['A       N', 'long    5', 'b     100']);
  });
});
