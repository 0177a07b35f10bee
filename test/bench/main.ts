import { readdirSync } from 'node:fs';
import path from 'node:path';
import { inspect } from 'node:util';

import type { startTestServices } from '../support/test-services.mjs';

/**
 * `npm run bench -- <name> [arguments]`: runs one benchmark on a database of its own, embedded or on the servers that
 * DATABASE_URL and REDIS_URL name; without a name, lists them.
 */
const [name = '', ...args] = process.argv.slice(2);
const ending = '.bench.js';
const known = new Map(
  readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(ending))
    .map((file) => [path.basename(file, ending), file]),
);

const file = known.get(name);
if (file === undefined) {
  process.stderr.write(`Which benchmark? ${[...known.keys()].join(', ')}\n`);
  process.exit(1);
}
const { env, stop, databasePid } = await services();
Object.assign(process.env, env);
try {
  const { run } = (await import(`./${file}`)) as {
    run(args: string[], databasePid?: number): Promise<void>;
  };
  await run(args, databasePid);
} catch (error) {
  // what is thrown need not be an error, an answer for instance
  process.stderr.write(`${name} failed: ${inspect(error)}\n`);
  process.exitCode = 1;
} finally {
  await stop();
}
process.exit();

/** The script of the test support is not compiled, so it is taken from where it stands. */
async function services(): ReturnType<typeof startTestServices> {
  const script = path.resolve('test/support/test-services.mjs');
  const support = (await import(script)) as { startTestServices: typeof startTestServices };
  return support.startTestServices();
}
