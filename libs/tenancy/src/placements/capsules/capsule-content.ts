import { capsuleBroken } from './capsule.errors.js';
import {
  type CapsuleEnd,
  type CapsuleHeader,
  type CapsuleTotal,
  keysTable,
  storesTable,
} from './capsule-format.js';
import { readCapsule } from './capsule-reader.js';
import type { PrivateFile } from './private-file.js';

/** What a capsule holds beside the rows of its tables, known once it was read to its end and found whole. */
export interface CapsuleContent {
  header: CapsuleHeader;
  totals: ReadonlyMap<string, CapsuleTotal>;
  end: CapsuleEnd;
  /** The store's own row. */
  row: string;
  /** Its keys, as one JSON array. */
  keys: string;
}

/** Throws TENANCY_CAPSULE_BROKEN and TENANCY_CAPSULE_VERSION. */
export async function readContent(file: PrivateFile): Promise<CapsuleContent> {
  const totals = new Map<string, CapsuleTotal>();
  const own: string[] = [];
  const keys: string[] = [];
  const rowsOf = new Map([
    [storesTable, own],
    [keysTable, keys],
  ]);
  const ends: { header?: CapsuleHeader; end?: CapsuleEnd } = {};
  for await (const part of readCapsule(file.read())) {
    if (part.kind === 'row') rowsOf.get(part.table)?.push(part.text.toString('utf8'));
    else if (part.kind === 'total') totals.set(part.total.table, part.total);
    else Object.assign(ends, part);
  }
  const { header, end } = ends;
  const [row] = own;
  if (!header || !end || row === undefined) throw capsuleBroken('it has no store');
  return { header, totals, end, row, keys: `[${keys.join(',')}]` };
}
