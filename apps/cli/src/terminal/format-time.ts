const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

/** A duration as a person says it: 45 s, 3 min, 2 h, 5 d. */
export function formatDuration(seconds: number): string {
  if (seconds < minute) return `${Math.max(0, Math.round(seconds))} s`;
  if (seconds < hour) return `${Math.round(seconds / minute)} min`;
  if (seconds < 2 * day) return `${Math.round(seconds / hour)} h`;
  return `${Math.round(seconds / day)} d`;
}

/** How long ago a moment was, or nothing where it is not known. */
export function formatAge(moment: string | null | undefined, now: number = Date.now()): string {
  const then = Date.parse(moment ?? '');
  return Number.isNaN(then) ? '' : `${formatDuration((now - then) / 1000)} ago`;
}
