/** How stores have been seen to leak into each other: section 16 of the house style, and the shapes of published holes. */
export const leakModes = [
  'a setting that outlives its transaction',
  'a role that row-level security does not bind',
  'a policy with a hole',
  'a statement without the store',
  'a join without the store',
  'a count over all stores',
  'a caller who names the store',
  'a guard that stands open',
  'a key that should be dead',
  'a key on a foreign site',
  'a cache without the store',
  'a job in the wrong store',
  'an answer by its id alone',
  'a conversation that is another’s',
  'a secret that opens elsewhere',
  'an erasure that leaves something',
] as const;
export type LeakMode = (typeof leakModes)[number];

/** A seeded isolation bug: a small change of one source, and the suites of which one has to fail. */
export interface Mutation {
  /** What somebody might have done. */
  name: string;
  mode: LeakMode;
  file: string;
  /** Texts of the file, each of which stands there once, and what takes its place. */
  edits: readonly (readonly [text: string, by: string])[];
  /** Spec files, from the root. */
  killedBy: readonly string[];
}
