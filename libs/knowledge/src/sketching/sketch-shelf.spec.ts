import { SketchShelf } from './sketch-shelf.js';
import { sketchVector } from './sketch-vector.js';

const sketchAt = (angle: number) => sketchVector([Math.cos(angle), Math.sin(angle), 0]);
const angles = Array.from({ length: 60 }, (_, i) => (i * Math.PI) / 60);
const shelf = SketchShelf.of(
  angles.map((_, i) => i + 100),
  angles.map(sketchAt),
);

describe('a shelf of sketches', () => {
  it('names the chunks nearest to a vector', () => {
    const near = shelf.nearest(sketchAt(angles[30] ?? 0), 5);

    expect(near).toContain(130);
    expect(near).toHaveLength(5);
    expect(near.every((number) => number > 126 && number < 134)).toBe(true);
  });

  it('names those as near as the last as well, and all where there are no more', () => {
    const alike = SketchShelf.of([1, 2, 3], [sketchAt(1), sketchAt(2), sketchAt(1)]);

    expect(alike.nearest(sketchAt(1), 1)).toEqual([1, 3]);
    expect(alike.nearest(sketchAt(1), 9)).toEqual([1, 2, 3]);
  });

  it('names none for a vector of another width', () => {
    expect(shelf.nearest(Buffer.alloc(512), 5)).toEqual([]);
  });

  it('reads sketches that came in several parts', () => {
    const parts = [Buffer.concat([sketchAt(1), sketchAt(2)]), sketchAt(3)];

    expect(SketchShelf.of([7, 8, 9], parts).nearest(sketchAt(3), 1)).toEqual([9]);
  });
});
