import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { isMainThread } from 'node:worker_threads';

/** In MiB, after a full collection. */
export interface Weight {
  heapMib: number;
  rssMib: number;
}

const mebibyte = 1024 ** 2;

/** Loaded before a measured process: says on SIGHUP what it holds once all that is garbage is gone. */
if (isMainThread) {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  process.on('SIGHUP', () => {
    collect();
    const { heapUsed, external, rss } = process.memoryUsage();
    const weight: Weight = {
      heapMib: Math.round((heapUsed + external) / mebibyte),
      rssMib: Math.round(rss / mebibyte),
    };
    process.stdout.write(`weight ${JSON.stringify(weight)}\n`);
  });
}
