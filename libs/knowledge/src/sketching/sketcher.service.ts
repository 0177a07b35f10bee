import type { StoreScope } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { SketchRepository } from './sketch.repository.js';
import { SketchShelf } from './sketch-shelf.js';
import { sketchVector } from './sketch-vector.js';

/** Keeps a statement short, which holds the embedded database's one session. */
const VECTORS_AT_ONCE = 200;
const SKETCHES_AT_ONCE = 5_000;

/** Sees to it that all vectors of a store have sketches, and reads them. */
@Injectable()
export class Sketcher {
  constructor(private readonly sketches: SketchRepository) {}

  /** For vectors of before there were sketches; what is written since brings its own. Safe to be killed and repeated. */
  async sketchMissing(scope: StoreScope, model: string): Promise<void> {
    for (;;) {
      const found = await this.sketches.findUnsketched(scope, model, VECTORS_AT_ONCE);
      if (found.length === 0) return;
      const sketched = found.map(({ chunkId, vector }) => ({
        chunkId,
        sketch: sketchVector(vector),
      }));
      await this.sketches.setSketches(scope, model, sketched);
    }
  }

  /** Null where a vector of the release has no sketch: some would never be found. */
  async read(scope: StoreScope, release: number, model: string): Promise<SketchShelf | null> {
    const numbers: number[] = [];
    const sketches: Buffer[] = [];
    for (;;) {
      const after = numbers.at(-1) ?? 0;
      const wanted = { release, model, after, limit: SKETCHES_AT_ONCE };
      const batch = await this.sketches.findSome(scope, wanted);
      if (batch === null) return numbers.length > 0 ? SketchShelf.of(numbers, sketches) : null;
      if (!batch.isWhole) return null;
      numbers.push(...batch.numbers);
      sketches.push(batch.sketches);
    }
  }
}
