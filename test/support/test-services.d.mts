/** A migrated database and a queue of its own for one run: the environment that names them, and a way to drop them. */
export function startTestServices(env?: NodeJS.ProcessEnv): Promise<{
  env: Record<string, string>;
  stop: () => Promise<void>;
}>;
