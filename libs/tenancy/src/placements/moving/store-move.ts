import type { TableDifference } from '../copying/store-copier.js';

/**
 * Where a move is: `copying` while the store is served and written where it is, `freezing` while it takes no writes,
 * `opening` once it is served where it is to live, `moved` until somebody confirms it, whereupon the rows that were the way
 * back are removed (`clearing`) and it is `confirmed`; or `returned` where the store was moved back instead, or `cancelling`
 * and `cancelled` before it was switched.
 */
export const moveSteps = [
  'copying',
  'freezing',
  'opening',
  'moved',
  'clearing',
  'confirmed',
  'returned',
  'cancelling',
  'cancelled',
] as const;
export type MoveStep = (typeof moveSteps)[number];

/** Steps that a process has to carry on. */
export const workingSteps = ['copying', 'freezing', 'opening', 'clearing', 'cancelling'] as const;

/** What was found alike before the store was switched. */
export interface MoveProof {
  tables: number;
  rows: number;
  /** Of what was asked in both databases, by the name of the room that asks. */
  samples: Record<string, number>;
}

export interface StoreMove {
  id: string;
  storeId: string;
  source: string;
  target: string;
  step: MoveStep;
  copiedRows: number;
  /** How long the store took no writes; null before. */
  readOnlyMs: number | null;
  verified: MoveProof | null;
  failures: number;
  /** Why the last try ended; null once it went on. */
  error: string | null;
  createdAt: Date;
  updatedAt: Date;
}

/** The databases were not alike when they had to be. */
export class MoveMismatchError extends Error {
  constructor(differences: readonly (TableDifference | string)[]) {
    const told = differences.map((one) =>
      typeof one === 'string' ? one : `${one.table} (${one.from.rows} and ${one.to.rows} rows)`,
    );
    super(`Both databases do not hold the same: ${told.join(', ')}`);
    this.name = 'MoveMismatchError';
  }
}
