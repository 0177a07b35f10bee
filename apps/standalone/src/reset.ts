import { rmSync } from 'node:fs';
import path from 'node:path';

import { DataDirectoryLock } from './database/data-directory-lock.js';
import { readEnvironment } from './environment.js';
import { runScript } from './run-script.js';
import { StartProblem } from './start-problem.js';

/**
 * `npm run db:reset -- --yes`: an empty, migrated database instead of the one that `npm start` uses. Keys and secrets of
 * the data directory stay. Without `--yes` it only says what would go.
 */
async function main(args: readonly string[]): Promise<number> {
  const { databaseUrl, dataDirectory } = readEnvironment();
  const target = databaseUrl ? nameOf(databaseUrl) : path.join(dataDirectory, 'database');
  if (!args.includes('--yes')) {
    throw new StartProblem(
      `This deletes all stores and their knowledge in ${target}, for good. If you mean it: npm run db:reset -- --yes`,
    );
  }
  if (databaseUrl) return runScript('api/src/database/reset.js', []);
  DataDirectoryLock.check(dataDirectory);
  for (const name of ['database', 'database.unfinished', 'demo-store.json']) {
    rmSync(path.join(dataDirectory, name), { recursive: true, force: true });
  }
  process.stdout.write(`Deleted ${target}; the next npm start makes a new one.\n`);
  return 0;
}

/** Host and database, without the password. */
function nameOf(url: string): string {
  const { host, pathname } = new URL(url);
  return `${host}${pathname}`;
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  },
);
