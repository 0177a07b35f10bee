import { setTimeout as sleep } from 'node:timers/promises';

import { StartProblem } from '../start-problem.js';
import { Child, type ChildCommand, type ChildEnd } from './child.js';
import { nextRestart } from './restart-policy.js';

export interface SupervisorOptions {
  logDirectory: string;
  /** Told what a person at the terminal should know: an unexpected end and a new start. */
  say: (line: string) => void;
  /** Called when a child cannot be kept running. */
  onGivenUp: (problem: StartProblem) => void;
}

interface Post {
  child: Child;
  endedAt: number[];
}

/**
 * Starts children, keeps them running and stops them, the foundation last. A child that ends during its
 * own start is a problem told once; one that ends later is started again with growing pauses, a few times.
 */
export class Supervisor {
  private readonly posts: Post[] = [];
  private readonly stopping = new AbortController();

  constructor(private readonly options: SupervisorOptions) {}

  /** Runs a child to its end; anything but exit code 0 is a problem. */
  async runToEnd(command: ChildCommand): Promise<void> {
    const child = this.spawn(command);
    const post = { child, endedAt: [] };
    this.posts.push(post);
    const end = await child.ended;
    this.posts.splice(this.posts.indexOf(post), 1);
    if (end.code !== 0) throw problemOf(child, end);
  }

  /** Starts a child and keeps it running; resolves when `isReady` does, rejects when the child ends before. */
  async keep(command: ChildCommand, isReady: (child: Child) => Promise<void>): Promise<void> {
    const child = this.spawn(command);
    const post = { child, endedAt: [] };
    this.posts.push(post);
    const endedEarly = child.ended.then((end) => {
      throw problemOf(child, end);
    });
    await Promise.race([isReady(child), endedEarly]);
    void this.watch(post);
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await Promise.all(this.children(false).map((child) => child.stop()));
    await Promise.all(this.children(true).map((child) => child.stop()));
  }

  /** Kills what has not stopped yet, except the foundation: a database closes in order. */
  hurry(): void {
    for (const child of this.children(false)) child.kill();
  }

  private children(isFoundation: boolean): Child[] {
    return this.posts
      .map(({ child }) => child)
      .filter(({ command }) => (command.isFoundation ?? false) === isFoundation);
  }

  private spawn(command: ChildCommand): Child {
    if (this.stopping.signal.aborted) throw new StartProblem('Stopped before it was ready.');
    return new Child(command, this.options.logDirectory);
  }

  private async watch(post: Post): Promise<void> {
    for (;;) {
      const end = await post.child.ended;
      if (this.stopping.signal.aborted) return;
      post.endedAt.push(Date.now());
      const delayMs = nextRestart(post.endedAt, Date.now());
      if (delayMs === 'give-up') {
        this.options.onGivenUp(problemOf(post.child, end));
        return;
      }
      const { command } = post.child;
      this.options.say(`The ${command.name} ended (${describe(end)}); starting it again.`);
      await sleep(delayMs, undefined, { signal: this.stopping.signal }).catch(() => undefined);
      if (this.stopping.signal.aborted) return;
      post.child = this.spawn(command);
    }
  }
}

function problemOf({ command, lastComplaint, logFile }: Child, end: ChildEnd): StartProblem {
  const reason = end.signal === null ? lastComplaint : undefined;
  return new StartProblem(
    reason ?? `The ${command.name} ended (${describe(end)}); ${logFile} says more.`,
  );
}

const describe = ({ code, signal }: ChildEnd): string => signal ?? `exit code ${code}`;
