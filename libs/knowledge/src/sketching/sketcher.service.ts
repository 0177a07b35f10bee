import type { StoreScope } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { readVector } from '../embedding/vector-bytes.js';
import { SketchRepository } from './sketch.repository.js';
import { SketchShelf } from './sketch-shelf.js';
import { sketchVector } from './sketch-vector.js';

/** A turn of the event loop that takes about 25 ms. */
const VECTORS_AT_ONCE = 200;
const SKETCHES_AT_ONCE = 5_000;

/** Sees to it that all vectors of a store have sketches, and reads them. */
@Injectable()
export class Sketcher {
  constructor(private readonly sketches: SketchRepository) {}

  /** Safe to be killed, and to run twice. */
  async sketchMissing(scope: StoreScope, model: string): Promise<void> {
    for (let after = 0; ;) {
      const wanted = { model, after, limit: VECTORS_AT_ONCE };
      const found = await this.sketches.findUnsketched(scope, wanted);
      const last = found.at(-1);
      if (last === undefined) return;
      const sketched = found.map(({ number, bytes }) => ({
        number,
        sketch: sketchVector(readVector(bytes)),
      }));
      await this.sketches.insertSketches(scope, model, sketched);
      after = last.number;
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
