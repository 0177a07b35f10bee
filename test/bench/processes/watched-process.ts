import { monitorEventLoopDelay } from 'node:perf_hooks';
import { isMainThread } from 'node:worker_threads';

/** Of the event loop of a process, in milliseconds. */
export interface LoopDelays {
  p50: number;
  p99: number;
  max: number;
}

const resolutionMs = 5;

/** Loaded before a measured process: says on SIGUSR2 how late its event loop was since the last time. */
if (isMainThread) {
  const delays = monitorEventLoopDelay({ resolution: resolutionMs });
  delays.enable();
  process.on('SIGUSR2', () => {
    // the histogram counts the whole time between two looks
    const of = (nanoseconds: number) =>
      Math.max(0, Math.round(nanoseconds / 1e5 - resolutionMs * 10) / 10);
    const { max } = delays;
    const found: LoopDelays = {
      p50: of(delays.percentile(50)),
      p99: of(delays.percentile(99)),
      max: of(max),
    };
    delays.reset();
    process.stdout.write(`loop delays ${JSON.stringify(found)}\n`);
  });
}
