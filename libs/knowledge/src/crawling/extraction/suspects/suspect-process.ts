import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

import type { SuspectAnswer, SuspectRead } from './suspect-reader.js';

const idleMs = 30_000;
const startWithinMs = 60_000;
const heapMegabytes = 256;
/** Beside this file, and compiled or not as this file is. */
const entry = new URL(`./suspect-reader${path.extname(import.meta.url)}`, import.meta.url);

/**
 * Reads in a process of its own what was in hand when a worker died: what takes that process down, too, is to blame, and
 * costs nobody else anything. One thing at a time, so that nothing else can be blamed. Starts when first needed.
 */
export class SuspectProcess {
  private child: ChildProcess | null = null;
  private last: Promise<unknown> = Promise.resolve();
  private idle?: NodeJS.Timeout;

  /** Rejects with the reason where it fails, dies, takes longer than that, or is called off. */
  run(read: SuspectRead, signal: AbortSignal, limitMs: number): Promise<unknown> {
    const answer = this.last.then(() => this.ask(read, signal, limitMs));
    this.last = answer.catch(() => undefined);
    return answer;
  }

  end(): void {
    clearTimeout(this.idle);
    this.child?.kill('SIGKILL');
    this.child = null;
  }

  private async ask(read: SuspectRead, signal: AbortSignal, limitMs: number): Promise<unknown> {
    signal.throwIfAborted();
    clearTimeout(this.idle);
    const within = (ms: number) => AbortSignal.any([signal, AbortSignal.timeout(ms)]);
    try {
      const child = this.child ?? (await this.start(within(startWithinMs)));
      holdOpen(child, true);
      const answered = answerOf(child, within(limitMs));
      child.send(read);
      const answer = await answered;
      if ('error' in answer) throw new Error(answer.error);
      this.idle = setTimeout(() => this.end(), idleMs).unref();
      holdOpen(child, false);
      return answer.result;
    } catch (error) {
      // whatever it is at now, it is of no use to the next
      this.end();
      throw error;
    }
  }

  /** Its first message says that it is there: the time that this takes is no fault of what is to be read. */
  private async start(limit: AbortSignal): Promise<ChildProcess> {
    const child = fork(entry, {
      serialization: 'advanced',
      execArgv: [...preloads(process.execArgv), `--max-old-space-size=${heapMegabytes}`],
      // it has no business with the secrets of this process
      env: {},
    });
    this.child = child;
    child.on('error', () => undefined);
    child.once('exit', () => {
      if (this.child === child) this.child = null;
    });
    await answerOf(child, limit);
    return child;
  }
}

/** Only while it reads does it keep this process from ending. */
function holdOpen(child: ChildProcess, isHeld: boolean): void {
  for (const handle of [child, child.channel]) {
    if (isHeld) handle?.ref();
    else handle?.unref();
  }
}

/** What else this process was started with, a script to evaluate for instance, is none of its business. */
function preloads(args: readonly string[]): string[] {
  return args.filter((arg, at) => /^--import/.test(arg) || args[at - 1] === '--import');
}

async function answerOf(child: ChildProcess, limit: AbortSignal): Promise<SuspectAnswer> {
  const settled = new AbortController();
  const until = { signal: AbortSignal.any([limit, settled.signal]) };
  const died = once(child, 'exit', until).then(() => {
    throw new Error('reading it takes down the process that reads it');
  });
  try {
    const [answer] = (await Promise.race([once(child, 'message', until), died])) as [SuspectAnswer];
    return answer;
  } finally {
    settled.abort();
  }
}
