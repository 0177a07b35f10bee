import { SketchShelf } from './sketch-shelf.js';
import { sketchVector } from './sketch-vector.js';

const vectorAt = (angle: number) => [Math.cos(angle), Math.sin(angle), 0];
const sketchAt = (angle: number) => sketchVector(vectorAt(angle));
const angles = Array.from({ length: 60 }, (_, i) => (i * Math.PI) / 60);
const shelf = SketchShelf.of(
  angles.map((_, i) => i + 100),
  angles.map(sketchAt),
);

/** Of 256 numbers each, pointing anywhere, the same in every run. */
function randomVectors(): () => number[] {
  let state = 1;
  const random = () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32;
  return () => Array.from({ length: 256 }, () => random() + random() + random() - 1.5);
}

function nearestOf(vectors: readonly number[][], question: readonly number[], count: number) {
  const cosine = (vector: readonly number[]) =>
    vector.reduce((sum, value, i) => sum + value * (question[i] ?? 0), 0) / Math.hypot(...vector);
  const ranked = vectors.map((vector, number) => ({ number, near: cosine(vector) }));
  ranked.sort((one, other) => other.near - one.near);
  return ranked.slice(0, count).map(({ number }) => number);
}

describe('a shelf of sketches', () => {
  it('names the chunks nearest to a vector', () => {
    const near = shelf.nearest(vectorAt(angles[30] ?? 0), 5);

    expect(near).toContain(130);
    expect(near).toHaveLength(5);
    expect(near.every((number) => number > 126 && number < 134)).toBe(true);
  });

  it('names as many as there are and no more than are wanted', () => {
    const alike = SketchShelf.of([1, 2, 3], [sketchAt(1), sketchAt(2), sketchAt(1)]);

    expect(alike.nearest(vectorAt(1), 2).sort()).toEqual([1, 3]);
    expect(alike.nearest(vectorAt(1), 9).sort()).toEqual([1, 2, 3]);
  });

  it('names nearly all of the nearest though they hardly stand out', () => {
    const random = randomVectors();
    const vectors = Array.from({ length: 600 }, () => random());
    const many = SketchShelf.of(
      vectors.map((_, i) => i),
      vectors.map(sketchVector),
    );
    let right = 0;
    for (let i = 0; i < 10; i++) {
      const question = random();
      const found = new Set(many.nearest(question, 50));
      right += nearestOf(vectors, question, 10).filter((number) => found.has(number)).length;
    }

    expect(right / 100).toBeGreaterThan(0.97);
  });

  it('names none for a vector of another width', () => {
    expect(shelf.nearest(new Array<number>(4_000).fill(1), 5)).toEqual([]);
  });

  it('reads sketches that came in several parts', () => {
    const parts = [Buffer.concat([sketchAt(1), sketchAt(2)]), sketchAt(3)];

    expect(SketchShelf.of([7, 8, 9], parts).nearest(vectorAt(3), 1)).toEqual([9]);
  });
});
