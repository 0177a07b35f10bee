/** Two waited for each other, or wrote the same: the database took all of one transaction back. */
const conflicts = ['40P01', '40001'];
/** A row that another one refers to is removed, or was meanwhile. */
const referred = '23503';
/** Whoever writes meanwhile has ended by then, or finds no row any more. */
const triesAtMost = 10;

/** Whether a row refers to what is gone, or is referred to by one that stays. */
export const isReferred = (error: unknown): boolean => codeOf(error) === referred;

/** Whether a transaction that removes rows may do if it is begun again, since others were writing what it removes. */
export const isPassing = (error: unknown): boolean => isConflict(error) || isReferred(error);

/** Begins a transaction that removes much again, up to ten times, where others write there. Throws what it failed on at last. */
export const againWhilePassing = <T>(work: () => Promise<T>): Promise<T> => again(work, isPassing);

/**
 * Begins a transaction that lost against another one again, up to ten times; and once where what it refers to is gone, since
 * then it finds that missing. Throws what it failed on at last.
 */
export function againAfterConflict<T>(work: () => Promise<T>): Promise<T> {
  let misses = 0;
  return again(work, (error) => isConflict(error) || (isReferred(error) && ++misses === 1));
}

async function again<T>(work: () => Promise<T>, helps: (error: unknown) => boolean): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      if (tries === triesAtMost || !helps(error)) throw error;
    }
  }
}

const isConflict = (error: unknown): boolean => conflicts.includes(codeOf(error));

function codeOf(error: unknown): string {
  const { code, driverError } = error as { code?: string; driverError?: { code?: string } };
  return driverError?.code ?? code ?? '';
}
