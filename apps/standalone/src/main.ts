import { Standalone } from './standalone.js';
import { StartProblem } from './start-problem.js';

/** npm passes Ctrl-C on to a child that has had it from the terminal already; that is not a second request. */
const SAME_REQUEST_MS = 1_500;

let standalone: Standalone | undefined;
let stopAskedAt: number | undefined;

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function fail(error: unknown): void {
  const isOurs = error instanceof StartProblem;
  const reason = error instanceof Error ? error.message : String(error);
  process.stderr.write(`${isOurs ? reason : `Storehand could not start: ${reason}`}\n`);
  void leave(1);
}

async function leave(exitCode: number): Promise<void> {
  stopAskedAt ??= Date.now();
  await standalone?.stop();
  process.exit(exitCode);
}

function onSignal(): void {
  if (stopAskedAt === undefined) {
    say('\nStopping …');
    void leave(0);
  } else if (Date.now() - stopAskedAt > SAME_REQUEST_MS) {
    standalone?.hurry();
  }
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);

try {
  standalone = await Standalone.prepare(say, fail);
  await standalone.start();
} catch (error) {
  if (stopAskedAt === undefined) fail(error);
}
