import { EmbeddedDatabase } from './database/embedded-database.js';

/**
 * `node database-server.js <data directory> <socket directory>`: says `ready` to its parent, and serves until SIGTERM or
 * until the parent is gone.
 */
async function main([dataDirectory, socketDirectory]: string[]): Promise<void> {
  if (!dataDirectory || !socketDirectory) throw new Error('two directories are needed');
  const database = await EmbeddedDatabase.open({
    dataDirectory,
    socketDirectory,
    // nobody starts this by hand: to free the directory, its parent has to be stopped
    ownerPid: process.ppid,
    onBroken: fail,
  });
  const stop = () => {
    database.close().then(() => process.exit(0), fail);
  };
  process.once('SIGTERM', stop);
  process.once('disconnect', stop);
  process.send?.('ready');
}

function fail(error: unknown): void {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}

main(process.argv.slice(2)).catch(fail);
