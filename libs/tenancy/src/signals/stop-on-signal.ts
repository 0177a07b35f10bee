import { safeText } from '../logs/safe-text.js';

/** A supervisor of a process group, or npm beside a terminal, sends one request twice. */
const sameRequestMs = 1_500;

/** Supervisors kill after 30 s; what has not closed by then is left behind, for others to go on with. */
const stopWithinMs = 25_000;

/**
 * Calls `stop` at the first SIGTERM or SIGINT and leaves with 0 when it is done, with 1 where it throws or is not done
 * after 25 s. Who asks again later than a moment waits for nothing: the process leaves at once, as after a crash, with 1.
 */
export function stopOnSignal(stop: (signal: string) => Promise<void>): void {
  let askedAt: number | undefined;
  const onSignal = (signal: string): void => {
    if (askedAt !== undefined) {
      if (Date.now() - askedAt > sameRequestMs) process.exit(1);
      return;
    }
    askedAt = Date.now();
    setTimeout(() => leave(`it was not done after ${stopWithinMs / 1000} s`), stopWithinMs).unref();
    void leaveAfter(stop(signal));
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
}

async function leaveAfter(stopped: Promise<void>): Promise<void> {
  try {
    await stopped;
  } catch (error) {
    leave((error as Error).message);
    return;
  }
  process.exit(0);
}

function leave(reason: string): void {
  process.stderr.write(`${safeText(`It did not stop in order: ${reason}`)}\n`);
  process.exit(1);
}
