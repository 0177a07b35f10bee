/**
 * A migrated database and a queue of its own for one run: the environment that names them, and a way to drop them. `isEmpty`:
 * somebody else migrates it.
 */
export function startTestServices(
  env?: NodeJS.ProcessEnv,
  options?: { isEmpty?: boolean },
): Promise<{
  env: Record<string, string>;
  stop: () => Promise<void>;
  /** Of the embedded database; servers have many. */
  databasePid?: number;
}>;
