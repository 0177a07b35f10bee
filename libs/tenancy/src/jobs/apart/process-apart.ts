import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';

import type { Answer } from './answer-questions.js';

const idleMs = 30_000;
/** A machine that is busy enough to have lost a worker may be slow to start another process. */
const startWithinMs = 60_000;

export interface ProcessApartOptions {
  /** A module that calls `answerQuestions`. */
  entry: URL;
  args?: readonly string[];
  startWithinMs?: number;
}

/** What a process was asked to do took it down. */
export class ProcessDiedError extends Error {}

/**
 * Does in a process of its own what was in hand when another process died: what takes that one down, too, is to blame, and
 * costs nobody else anything. One thing at a time, so that nothing else can be blamed. Starts when first needed.
 */
export class ProcessApart<Question extends object> {
  private child: ChildProcess | null = null;
  private last: Promise<unknown> = Promise.resolve();
  private idle?: NodeJS.Timeout;
  private asked = 0;

  constructor(private readonly options: ProcessApartOptions) {}

  /** How many questions are not answered yet. */
  get load(): number {
    return this.asked;
  }

  /** Rejects with what it fails with, as it is called off, or with a `ProcessDiedError`: also where it takes too long. */
  run(question: Question, signal: AbortSignal, limitMs: number): Promise<unknown> {
    this.asked += 1;
    const answer = this.last
      .then(() => this.ask(question, signal, limitMs))
      .finally(() => (this.asked -= 1));
    this.last = answer.catch(() => undefined);
    return answer;
  }

  end(): void {
    clearTimeout(this.idle);
    this.child?.kill('SIGKILL');
    this.child = null;
  }

  private async ask(question: Question, signal: AbortSignal, limitMs: number): Promise<unknown> {
    signal.throwIfAborted();
    clearTimeout(this.idle);
    const answer = await this.answer(question, signal, limitMs);
    if ('error' in answer) throw Object.assign(new Error(), answer.error);
    return answer.result;
  }

  private async answer(question: Question, signal: AbortSignal, limitMs: number): Promise<Answer> {
    const child = this.child ?? (await this.start(signal));
    try {
      holdOpen(child, true);
      const answered = answerOf(child, within(limitMs, signal));
      child.send(question);
      const answer = await answered;
      this.idle = setTimeout(() => this.end(), idleMs).unref();
      holdOpen(child, false);
      return answer;
    } catch (error) {
      // whatever it is at now, it is of no use to the next
      const isEndless = this.child !== null && !signal.aborted;
      this.end();
      throw isEndless ? new ProcessDiedError(`it keeps its process busy for ${limitMs} ms`) : error;
    }
  }

  /** Its first message says that it is there: what happens before is no fault of what it is to do. */
  private async start(signal: AbortSignal): Promise<ChildProcess> {
    const { entry, args = [], startWithinMs: ms = startWithinMs } = this.options;
    const execArgv = preloads(process.execArgv);
    const child = fork(entry, args, { serialization: 'advanced', execArgv });
    this.child = child;
    child.on('error', () => undefined);
    child.once('exit', () => {
      if (this.child === child) this.child = null;
    });
    await answerOf(child, within(ms, signal)).catch((error: Error) => {
      this.end();
      throw new Error(`The process apart did not start: ${error.message}`);
    });
    return child;
  }
}

const within = (ms: number, signal: AbortSignal): AbortSignal =>
  AbortSignal.any([signal, AbortSignal.timeout(ms)]);

/** Only while it works does it keep this process from ending. */
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

async function answerOf(child: ChildProcess, limit: AbortSignal): Promise<Answer> {
  const settled = new AbortController();
  const until = { signal: AbortSignal.any([limit, settled.signal]) };
  const died = once(child, 'exit', until).then(() => {
    throw new ProcessDiedError('it takes down the process that works on it');
  });
  try {
    const [answer] = (await Promise.race([once(child, 'message', until), died])) as [Answer];
    return answer;
  } finally {
    settled.abort();
  }
}
