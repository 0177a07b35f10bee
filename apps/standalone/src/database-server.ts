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

/** A backend that has ended throws its exit status, which has a message and is no error. */
function fail(error: unknown): void {
  const { message } = Object(error) as { message?: unknown };
  process.stderr.write(`${String(message ?? error)}\n`);
  process.exit(1);
}

main(process.argv.slice(2)).catch(fail);
