import { Worker } from 'node:worker_threads';

import { extractInWorker, readFeedInWorker, readFileInWorker } from '../extract-page.worker.js';

/** One call of an entry of the extraction threads. */
export interface SuspectRead {
  name: string;
  input: object;
}
export type SuspectAnswer = { result: unknown } | { error: string };

/** The process of `SuspectProcess`: reads what it is sent. */
const entries: Readonly<Record<string, (input: never) => unknown>> = {
  extractInWorker,
  readFileInWorker,
  readFeedInWorker,
};

/** What reads for ever does not see that its parent was killed, so a thread looks for it. */
const watch = `const { ppid } = process;
setInterval(() => process.ppid === ppid || process.kill(process.pid, 'SIGKILL'), 1000);`;
new Worker(watch, { eval: true, execArgv: [] }).unref();

process.on('disconnect', () => process.exit());
process.on('message', (read: SuspectRead) => {
  void answer(read).then((found) => process.send?.(found));
});
process.send?.({ result: 'ready' } satisfies SuspectAnswer);

async function answer({ name, input }: SuspectRead): Promise<SuspectAnswer> {
  try {
    return { result: await entries[name]?.(input as never) };
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}
