import type { z } from 'zod';

/** Names every bad environment variable with what was expected, and never repeats a value. */
export class EnvError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(`Bad environment: ${problems.join('; ')}`);
    this.name = 'EnvError';
  }
}

/**
 * Reads the variables a schema names, the only place that touches `process.env`. An empty value counts as unset, so that
 * `NAME=` in a .env file means "use the default".
 */
export function readEnv<S extends z.ZodObject>(schema: S): Readonly<z.infer<S>> {
  const raw: Record<string, string | undefined> = {};
  for (const name of Object.keys(schema.shape)) {
    raw[name] = process.env[name] === '' ? undefined : process.env[name];
  }
  const result = schema.safeParse(raw);
  if (!result.success) {
    throw new EnvError(
      result.error.issues.map((issue) => `${String(issue.path[0])}: ${issue.message}`),
    );
  }
  return Object.freeze(result.data);
}
