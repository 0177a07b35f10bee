import type { StoreScope } from '@app/tenancy';

import type { SketchShelf } from './sketch-shelf.js';

/** Room for 500,000 chunks of vectors of up to 2,048 numbers. */
const MOST_BYTES = 128 * 1024 ** 2;
const MOST_STORES = 1_000;

export interface SketchedRelease {
  /** Of its row: numbers start again where a store's knowledge is cleared. What it shows never changes. */
  releaseId: string;
  /** Null where it cannot be indexed: vectors of before have no sketch until the store's next release. */
  shelf: SketchShelf | null;
}

/** The sketches of one release of each large store that asks, as long as there is room; who asked longest ago makes room. */
export class SketchMemory {
  private readonly byStore = new Map<string, SketchedRelease>();
  private bytes = 0;

  constructor(
    private readonly mostBytes = MOST_BYTES,
    private readonly mostStores = MOST_STORES,
  ) {}

  recall({ storeId }: StoreScope): SketchedRelease | null {
    const known = this.byStore.get(storeId);
    if (known === undefined) return null;
    this.byStore.delete(storeId);
    this.byStore.set(storeId, known);
    return known;
  }

  keep({ storeId }: StoreScope, release: SketchedRelease): void {
    this.forget(storeId);
    this.byStore.set(storeId, release);
    this.bytes += release.shelf?.bytes ?? 0;
    for (const oldest of this.byStore.keys()) {
      if (this.bytes <= this.mostBytes && this.byStore.size <= this.mostStores) break;
      this.forget(oldest);
    }
  }

  private forget(storeId: string): void {
    this.bytes -= this.byStore.get(storeId)?.shelf?.bytes ?? 0;
    this.byStore.delete(storeId);
  }
}
