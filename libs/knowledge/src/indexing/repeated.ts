/** A block is repeated when more than half of a source's pages hold it, but never on a handful of pages. */
export const REPEATED = { minPages: 5, share: 0.5 } as const;
