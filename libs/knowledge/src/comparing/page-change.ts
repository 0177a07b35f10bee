import type { TextDiff } from './diff-text.js';

export const changeKinds = ['added', 'changed', 'gone'] as const;
export type ChangeKind = (typeof changeKinds)[number];

/** How a page differs between two releases. */
export interface PageChange {
  id: string;
  kind: ChangeKind;
  url: string;
  title: string;
  /** Null where the page was not there. */
  titleBefore: string | null;
  sourceId: string;
  /** Null where its texts are too long or too different. */
  diff: TextDiff | null;
}

export type ChangeCounts = Record<ChangeKind, number>;

/** What changes from one release to another. */
export interface ReleaseDiff {
  from: number;
  to: number;
  counts: ChangeCounts;
  items: PageChange[];
  nextCursor: string | null;
}

export interface DiffQuery {
  /** The release compared with; left out, the live one, or for the live one the one before. */
  against?: number;
  kind?: ChangeKind;
  cursor?: string;
  limit: number;
}
