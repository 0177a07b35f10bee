import { StoreScope } from '@app/tenancy';

import { vectorBytes } from '../embedding/vector-bytes.js';
import type { SketchRepository } from './sketch.repository.js';
import { sketchVector } from './sketch-vector.js';
import { Sketcher } from './sketcher.service.js';

const scope = StoreScope.open('00000000-0000-4000-8000-000000000001');
const farApart = [3, 150, 202, 203, 5_000, 1_000_000];

describe('Sketcher', () => {
  it('sketches every vector once, however far apart their numbers lie', async () => {
    const { sketcher, sketched } = sketcherOf(farApart);

    await sketcher.sketchMissing(scope, 'model');

    expect(sketched).toEqual(farApart);
  });

  it('asks for no more than a range at once, and for none where there is nothing', async () => {
    const { sketcher, asked } = sketcherOf(farApart);

    await sketcher.sketchMissing(scope, 'model');

    expect(asked).toEqual([
      [3, 202],
      [203, 402],
      [5_000, 5_199],
      [1_000_000, 1_000_199],
    ]);
  });

  it('reads the sketches of all ranges', async () => {
    const shelf = await sketcherOf(farApart).sketcher.read(scope, 1, 'model');

    expect(shelf?.nearest(vectorOf(5_000), farApart.length).sort((a, b) => a - b)).toEqual(
      farApart,
    );
  });

  it('reads none where a vector has no sketch', async () => {
    expect(await sketcherOf(farApart, 5_000).sketcher.read(scope, 1, 'model')).toBeNull();
  });

  it('reads none where there are no vectors', async () => {
    expect(await sketcherOf([]).sketcher.read(scope, 1, 'model')).toBeNull();
  });
});

const vectorOf = (number: number) => [Math.cos(number), Math.sin(number), 0];

/** On the vectors of these numbers, of which one may have no sketch. */
function sketcherOf(numbers: readonly number[], bare?: number) {
  const asked: [from: number, to: number][] = [];
  const sketched: number[] = [];
  const within = ({ from, to }: { from: number; to: number }) => {
    asked.push([from, to]);
    return numbers.filter((number) => number >= from && number <= to);
  };
  const repository: Pick<
    SketchRepository,
    'findNext' | 'findSome' | 'findUnsketched' | 'insertSketches'
  > = {
    findNext: async (_, from) => numbers.find((number) => number >= from) ?? null,
    findSome: async (_, range) => {
      const some = within(range);
      const sketches = Buffer.concat(some.map((number) => sketchVector(vectorOf(number))));
      return { numbers: some, sketches, isWhole: bare === undefined || !some.includes(bare) };
    },
    findUnsketched: async (_, range) =>
      within(range).map((number) => ({ number, bytes: vectorBytes(vectorOf(number)) })),
    insertSketches: async (_scope, _model, rows) => {
      sketched.push(...rows.map(({ number }) => number));
    },
  };
  return { sketcher: new Sketcher(repository as SketchRepository), asked, sketched };
}
