import { diffText, LONGEST_TEXT } from './diff-text.js';

const lines = (count: number, word: string) =>
  Array.from({ length: count }, (_, i) => `${word} ${i}`).join('\n');

describe('the difference of two texts', () => {
  it('shows what went and what came, with a line around it', () => {
    const before = 'Shipping\nis free\nfrom 50 dollars\nin all states';
    const after = 'Shipping\nis free\nfrom 75 dollars\nin all states';

    expect(diffText(before, after)).toEqual({
      text: '@@ -2,3 +2,3 @@\n is free\n-from 50 dollars\n+from 75 dollars\n in all states',
      isCut: false,
    });
  });

  it('shows a page that is new or gone as all its lines', () => {
    expect(diffText('', 'One\nTwo\n')?.text).toBe('@@ -0,0 +1,2 @@\n+One\n+Two');
    expect(diffText('One\nTwo\n', '')?.text).toBe('@@ -1,2 +0,0 @@\n-One\n-Two');
    expect(diffText('same', 'same')).toEqual({ text: '', isCut: false });
  });

  it('is cut at the end of a line when it is long', () => {
    const diff = diffText('', lines(2_000, 'line'));

    expect(diff?.isCut).toBe(true);
    expect(diff?.text.length).toBeLessThanOrEqual(4_000);
    expect(diff?.text).toMatch(/\n\+line \d+$/);
  });

  it('is never cut within a character', () => {
    const diff = diffText('', `${'x'.repeat(50)}${'🛏'.repeat(4_000)}`);

    expect(diff?.isCut).toBe(true);
    expect(diff?.text).not.toMatch(/\p{Surrogate}/u);
  });

  it('is left out where comparing would take long', () => {
    const start = performance.now();

    expect(diffText('x'.repeat(LONGEST_TEXT + 1), '')).toBeNull();
    expect(diffText(lines(15_000, 'before'), lines(15_000, 'after'))).toBeNull();
    expect(performance.now() - start).toBeLessThan(30_000);
  });
});
