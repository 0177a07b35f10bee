import type { SoakedStore } from './soaked-stores.js';

/** Finds traces of other stores, by their marks and ids, in whatever one store was given. */
export class ForeignTrace {
  private readonly storeIds: ReadonlySet<string>;

  constructor(stores: readonly SoakedStore[]) {
    this.storeIds = new Set(stores.map(({ scope }) => scope.storeId));
  }

  /** What was found as a text, where it holds such a trace; else null. */
  in(found: unknown, { scope, mark }: SoakedStore): string | null {
    const text = JSON.stringify(found) ?? '';
    const marks = text.match(/mark-[0-9a-f]{12}/g) ?? [];
    const ids = text.match(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g) ?? [];
    const isForeign =
      marks.some((one) => one !== mark) ||
      ids.some((one) => one !== scope.storeId && this.storeIds.has(one));
    return isForeign ? text : null;
  }
}
