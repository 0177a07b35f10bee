import { editDistance } from './edit-distance.js';

const letters = 'abcå';

/** Words in a fixed random order, the same in every run. */
function* randomWords(): Generator<string> {
  let state = 7;
  const next = (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  for (;;) yield Array.from({ length: 1 + next(8) }, () => letters[next(4)]).join('');
}

/** By its definition. */
function slowDistance(a: string, b: string): number {
  if (a === '' || b === '') return a.length + b.length;
  const [restA, restB] = [a.slice(1), b.slice(1)];
  const isSwap = a.length > 1 && b.length > 1 && a[0] === b[1] && a[1] === b[0];
  return Math.min(
    slowDistance(restA, restB) + (a[0] === b[0] ? 0 : 1),
    slowDistance(restA, b) + 1,
    slowDistance(a, restB) + 1,
    isSwap ? slowDistance(a.slice(2), b.slice(2)) + 1 : Infinity,
  );
}

describe('editDistance', () => {
  it.each([
    ['pillow', 'pillow', 0],
    ['pilow', 'pillow', 1],
    ['pillwo', 'pillow', 1],
    ['pollaw', 'pillow', 2],
    ['', 'abc', 3],
  ])('of %j and %j is %d', (a, b, distance) => expect(editDistance(a, b)).toBe(distance));

  it('is the one of the definition up to the limit, and infinite beyond it', () => {
    const words = randomWords();
    const next = () => String(words.next().value).slice(0, 6);
    const pairs = Array.from({ length: 300 }, () => [next(), next()] as const);
    const distances = pairs.map(([a, b]) => slowDistance(a, b));

    for (const limit of [1, 2, Infinity]) {
      expect(pairs.map(([a, b]) => editDistance(a, b, limit))).toEqual(
        distances.map((distance) => (distance > limit ? Infinity : distance)),
      );
    }
    expect(new Set(distances).size).toBeGreaterThan(4);
  });
});
