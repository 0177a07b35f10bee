import type { StoreScope } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { readVector } from '../embedding/vector-bytes.js';
import { SketchRepository } from './sketch.repository.js';
import { SketchShelf } from './sketch-shelf.js';
import { sketchVector } from './sketch-vector.js';

/** A turn of the event loop that takes about 25 ms. */
const VECTORS_AT_ONCE = 200;
const SKETCHES_AT_ONCE = 1_000;

/** Sees to it that all vectors of a store have sketches, and reads them. */
@Injectable()
export class Sketcher {
  constructor(private readonly sketches: SketchRepository) {}

  /** Safe to be killed, and to run twice. */
  async sketchMissing(scope: StoreScope, model: string): Promise<void> {
    for await (const range of this.ranges(scope, VECTORS_AT_ONCE)) {
      const found = await this.sketches.findUnsketched(scope, { model, ...range });
      if (found.length === 0) continue;
      const sketched = found.map(({ number, bytes }) => ({
        number,
        sketch: sketchVector(readVector(bytes)),
      }));
      await this.sketches.insertSketches(scope, model, sketched);
    }
  }

  /** Null where a vector of the release has no sketch: some would never be found. */
  async read(scope: StoreScope, release: number, model: string): Promise<SketchShelf | null> {
    const numbers: number[] = [];
    const sketches: Buffer[] = [];
    for await (const range of this.ranges(scope, SKETCHES_AT_ONCE)) {
      const batch = await this.sketches.findSome(scope, { release, model, ...range });
      if (!batch.isWhole) return null;
      numbers.push(...batch.numbers);
      sketches.push(batch.sketches);
    }
    return numbers.length > 0 ? SketchShelf.of(numbers, sketches) : null;
  }

  /** All numbers of the store's vectors, however far apart they lie. */
  private async *ranges(scope: StoreScope, size: number) {
    for (let from = await this.sketches.findNext(scope, 0); from !== null;) {
      const to = from + size - 1;
      yield { from, to };
      from = await this.sketches.findNext(scope, to + 1);
    }
  }
}
