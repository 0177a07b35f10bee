import { StoreScope } from '@app/tenancy';
import { Logger } from '@nestjs/common';

import { SketchShelf } from '../sketching/sketch-shelf.js';
import { sketchVector } from '../sketching/sketch-vector.js';
import type { Sketcher } from '../sketching/sketcher.service.js';
import { SketchIndex } from './sketch-index.service.js';

const store = (digit: number) => StoreScope.open(`00000000-0000-4000-8000-00000000000${digit}`);
const [a, b] = [store(1), store(2)];
const vector = [0.6, 0.8];
const found = (releaseId: string) => ({
  release: 1,
  releaseId,
  model: 'a model',
  hasDense: true,
  releaseChunks: 20_000,
});

/** Reads the index of every store but those that are broken. */
class TinySketcher {
  readonly asked: string[] = [];
  readonly broken = new Set<string>();

  async read({ storeId }: StoreScope): Promise<SketchShelf> {
    this.asked.push(storeId);
    if (this.broken.has(storeId)) throw new Error('no such table');
    return SketchShelf.of([7], [sketchVector(vector)]);
  }
}

let sketcher: TinySketcher;
let index: SketchIndex;

beforeAll(() => Logger.overrideLogger(false));
beforeEach(() => {
  sketcher = new TinySketcher();
  index = new SketchIndex(sketcher as unknown as Sketcher);
});

const search = async (scope: StoreScope, releaseId: string) => {
  index.notice(scope, found(releaseId));
  await index.settled();
  return index.guess(scope, vector, false)?.numbers ?? null;
};

describe('SketchIndex', () => {
  it('reads an index in once', async () => {
    expect([await search(a, 'a1'), await search(a, 'a1')]).toEqual([[7], [7]]);
    expect(sketcher.asked).toHaveLength(1);
  });

  it('leaves an index alone that fails again and again, and no other', async () => {
    sketcher.broken.add(a.storeId);
    for (let i = 0; i < 10; i++) expect(await search(a, 'a1')).toBeNull();

    expect(sketcher.asked).toHaveLength(3);
    expect(await search(b, 'b1')).toEqual([7]);
    expect(await search(a, 'a2')).toBeNull();
    expect(sketcher.asked.filter((id) => id === a.storeId)).toHaveLength(4);
  });

  it('reads an index in that failed before', async () => {
    sketcher.broken.add(a.storeId);
    await search(a, 'a1');
    sketcher.broken.clear();

    expect(await search(a, 'a1')).toEqual([7]);
  });
});
