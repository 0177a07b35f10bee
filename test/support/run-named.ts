import { readdirSync } from 'node:fs';
import path from 'node:path';
import { inspect } from 'node:util';

import type { startTestServices } from './test-services.mjs';

/** What stands in a file of a folder of such. */
interface NamedRun {
  run(args: string[], databasePid?: number): Promise<void>;
  /** It starts what it needs by itself. */
  bringsServices?: true;
}

/**
 * Runs the file of a folder that the command line names, on a database of its own: embedded, or on the servers that
 * DATABASE_URL and REDIS_URL name. Without a name, lists them. The process ends with 1 where the run throws.
 */
export async function runNamed(folder: string, ending: string): Promise<never> {
  const [name = '', ...args] = process.argv.slice(2);
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const known = new Map(
    files
      .filter((file) => file.endsWith(ending))
      .map((file) => [path.basename(file, ending), file]),
  );
  const file = known.get(name);
  if (file === undefined) {
    process.stderr.write(`Which one? ${[...known.keys()].sort().join(', ')}\n`);
    process.exit(1);
  }
  const { run, bringsServices } = (await import(path.join(folder, file))) as NamedRun;
  const { env, stop, databasePid } = bringsServices ? none : await services();
  Object.assign(process.env, env);
  try {
    await run(args, databasePid);
  } catch (error) {
    // what is thrown need not be an error, an answer for instance
    process.stderr.write(`${name} failed: ${inspect(error)}\n`);
    process.exitCode = 1;
  } finally {
    await stop();
  }
  process.exit();
}

const none = { env: {}, stop: () => Promise.resolve(), databasePid: undefined };

/** The script of the test support is not compiled, so it is taken from where it stands. */
export async function services(
  ...args: Parameters<typeof startTestServices>
): ReturnType<typeof startTestServices> {
  const script = path.resolve('test/support/test-services.mjs');
  const support = (await import(script)) as { startTestServices: typeof startTestServices };
  return support.startTestServices(...args);
}
