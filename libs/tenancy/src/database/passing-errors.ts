/** Two waited for each other, or wrote the same: the database took all of one transaction back. */
const conflicts = ['40P01', '40001'];
/** A row is still referred to, by one that somebody wrote meanwhile. */
const referred = '23503';
/** Whoever writes meanwhile has ended by then, or finds no row any more. */
const triesAtMost = 10;

/** Whether the same transaction may do if it is begun again, since it lost against another one. */
export const isConflict = (error: unknown): boolean => conflicts.includes(codeOf(error));

/** Whether a transaction that removes rows may do if it is begun again, since others were writing what it removes. */
export const isPassing = (error: unknown): boolean =>
  isConflict(error) || codeOf(error) === referred;

/** Begins a transaction that lost against another one again, up to ten times. Throws what it failed on at last. */
export const againAfterConflict = <T>(work: () => Promise<T>): Promise<T> =>
  againWhile(isConflict, work);

/** Begins a transaction that removes much again, up to ten times, where others write there. Throws what it failed on at last. */
export const againWhilePassing = <T>(work: () => Promise<T>): Promise<T> =>
  againWhile(isPassing, work);

async function againWhile<T>(may: (error: unknown) => boolean, work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      if (tries === triesAtMost || !may(error)) throw error;
    }
  }
}

function codeOf(error: unknown): string {
  const { code, driverError } = error as { code?: string; driverError?: { code?: string } };
  return driverError?.code ?? code ?? '';
}
