import { StoreScope } from '@app/tenancy';

import { SketchMemory } from './sketch-memory.js';
import { SketchShelf } from './sketch-shelf.js';

const a = StoreScope.open('00000000-0000-4000-8000-00000000000a');
const b = StoreScope.open('00000000-0000-4000-8000-00000000000b');
const c = StoreScope.open('00000000-0000-4000-8000-00000000000c');
const release = (releaseId: string) => ({
  releaseId,
  shelf: SketchShelf.of([1], [Buffer.alloc(256)]),
});

describe('the memory of sketches', () => {
  it('keeps one release of a store and no store sees those of another', () => {
    const memory = new SketchMemory();
    memory.keep(a, release('old'));
    memory.keep(a, release('new'));

    expect(memory.recall(a)?.releaseId).toBe('new');
    expect(memory.recall(b)).toBeNull();
  });

  it('lets the store go that asked longest ago where there is no room', () => {
    const memory = new SketchMemory(2 * 260);
    memory.keep(a, release('of a'));
    memory.keep(b, release('of b'));
    memory.recall(a);
    memory.keep(c, release('of c'));

    expect([a, b, c].map((scope) => memory.recall(scope)?.releaseId)).toEqual([
      'of a',
      undefined,
      'of c',
    ]);
  });

  it('remembers no more stores than it may, even of those that have no sketches', () => {
    const memory = new SketchMemory(1_000, 1);
    memory.keep(a, { releaseId: 'of a', shelf: null });
    memory.keep(b, { releaseId: 'of b', shelf: null });

    expect(memory.recall(a)).toBeNull();
    expect(memory.recall(b)).toEqual({ releaseId: 'of b', shelf: null });
  });
});
