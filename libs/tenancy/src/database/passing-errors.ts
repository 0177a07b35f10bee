/** A row is still referred to, by one that somebody wrote meanwhile; two waited for each other. */
const passing = ['23503', '40P01', '40001'];
/** Whoever writes meanwhile has ended by then, or finds no row any more. */
const triesAtMost = 10;

/** Whether the same transaction may do if it is begun again, since others were writing what it removes. */
export const isPassing = (error: unknown): boolean => {
  const { code, driverError } = error as { code?: string; driverError?: { code?: string } };
  return passing.includes(driverError?.code ?? code ?? '');
};

/** Begins a transaction that removes much again, up to ten times, where others write there. Throws what it failed on at last. */
export async function againWhilePassing<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      if (tries === triesAtMost || !isPassing(error)) throw error;
    }
  }
}
