import path from 'node:path';

import { childCommands } from './children.js';
import { DataDirectoryInUse } from './database/data-directory-in-use.js';
import { DataDirectoryLock } from './database/data-directory-lock.js';
import { readEnvironment, type StandaloneEnvironment } from './environment.js';
import { keptSecret } from './first-start/kept-secret.js';
import { runScript } from './run-script.js';
import { socketDirectory } from './socket-directory.js';
import { Supervisor } from './supervision/supervisor.js';

/**
 * `node with-database.js <script> [host:port]`: runs a script of the build on the database that `npm start` uses. The
 * embedded one is started for it, or joined where it runs already. A script that crawls the site at host:port by itself
 * gets the database alone, since a running worker, to which that site is private, would fail its ingest.
 */
async function main([script = '', site]: string[]): Promise<number> {
  const environment = readEnvironment();
  const args = site ? [site] : [];
  const crawling: Record<string, string> = site
    ? { CRAWL_ALLOWED_PRIVATE_HOSTS: site, CRAWL_EXTRACTION_THREADS: '0' }
    : {};
  if (environment.databaseUrl) return runScript(script, args, crawling);
  return onEmbedded(environment, Boolean(site), (env) =>
    runScript(script, args, { ...env, ...crawling }),
  );
}

type Work = (env: Record<string, string>) => Promise<number>;

async function onEmbedded(
  { dataDirectory, credentialsSecret }: StandaloneEnvironment,
  isAlone: boolean,
  work: Work,
): Promise<number> {
  const joined = isRunning(dataDirectory, isAlone);
  const socket = socketDirectory(dataDirectory);
  const env = {
    STOREHAND_EMBEDDED_SOCKET: socket.path,
    CREDENTIALS_SECRET: credentialsSecret ?? keptSecret(dataDirectory, 'credentials-secret', ''),
  };
  if (joined) return work(env);
  const logDirectory = path.join(dataDirectory, 'logs');
  const supervisor = new Supervisor({ logDirectory, say: () => undefined, onGivenUp: fail });
  try {
    const database = childCommands.database(dataDirectory, socket.path);
    await supervisor.keep(database, (child) => child.saysReady());
    await supervisor.runToEnd(childCommands.migrate(env));
    return await work(env);
  } finally {
    await supervisor.stop();
    socket.remove();
  }
}

/** Throws where it runs and the script wants it alone. */
function isRunning(dataDirectory: string, isAlone: boolean): boolean {
  try {
    DataDirectoryLock.check(dataDirectory);
    return false;
  } catch (error) {
    if (isAlone || !(error instanceof DataDirectoryInUse)) throw error;
    return true;
  }
}

function fail(error: unknown): void {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}

main(process.argv.slice(2)).then((code) => process.exit(code), fail);
