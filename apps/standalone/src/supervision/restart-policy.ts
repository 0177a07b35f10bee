const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 15_000;

/** A process that keeps failing for this long will not be cured by starting it once more. */
const WINDOW_MS = 120_000;
const ENDS_IN_WINDOW = 5;

/**
 * How long to wait before a process that ended unexpectedly is started again: doubling with every end of the last two
 * minutes; `give-up` at the fifth.
 */
export function nextRestart(endedAt: readonly number[], now: number): number | 'give-up' {
  const recent = endedAt.filter((time) => now - time < WINDOW_MS).length;
  if (recent >= ENDS_IN_WINDOW) return 'give-up';
  return Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** Math.max(0, recent - 1));
}
