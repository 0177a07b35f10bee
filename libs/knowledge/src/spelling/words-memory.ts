import type { StoreScope } from '@app/tenancy';

import type { Language } from '../terms/languages.js';
import type { KnownWords } from './known-words.js';

/** All together some 30 MB at most. */
const MOST_WORDS = 500_000;
const MOST_STORES = 1_000;

export interface RememberedRelease {
  /** Of its row: numbers start again where a store's knowledge is cleared. */
  releaseId: string;
  languages: readonly Language[];
  /** Empty where the release has more than are kept. */
  words: KnownWords;
}

/** The words of one release of each store that asks, as long as there is room; who asked longest ago makes room first. */
export class WordsMemory {
  private readonly byStore = new Map<string, RememberedRelease>();
  private count = 0;

  constructor(
    private readonly mostWords = MOST_WORDS,
    private readonly mostStores = MOST_STORES,
  ) {}

  recall({ storeId }: StoreScope): RememberedRelease | null {
    const known = this.byStore.get(storeId);
    if (known === undefined) return null;
    this.byStore.delete(storeId);
    this.byStore.set(storeId, known);
    return known;
  }

  keep({ storeId }: StoreScope, release: RememberedRelease): void {
    this.forget(storeId);
    this.byStore.set(storeId, release);
    this.count += release.words.size;
    for (const oldest of this.byStore.keys()) {
      if (this.count <= this.mostWords && this.byStore.size <= this.mostStores) break;
      this.forget(oldest);
    }
  }

  private forget(storeId: string): void {
    this.count -= this.byStore.get(storeId)?.words.size ?? 0;
    this.byStore.delete(storeId);
  }
}
