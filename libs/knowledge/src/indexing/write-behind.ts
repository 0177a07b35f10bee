/**
 * Writes each batch while the next is being prepared, one at a time and in their order, so that the work here and that of
 * the database overlap: at most one is in hand on either side. After a failure no further batch is written; what is being
 * written is waited for in any case.
 */
export async function writeBehind<T>(
  prepared: AsyncIterable<T>,
  write: (batch: T) => Promise<void>,
): Promise<void> {
  let writing = Promise.resolve();
  try {
    for await (const batch of prepared) {
      await writing;
      writing = write(batch);
      // told below; until then nobody listens
      writing.catch(() => undefined);
    }
  } finally {
    await writing;
  }
}
