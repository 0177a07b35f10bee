import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';

import { waitFor } from '../wait-for.js';

interface Program {
  command: string;
  args: readonly string[];
  /** The folder of what it keeps. */
  data: string;
  uid?: number;
  gid?: number;
}

/** None outlives the run that started it. */
const running = new Set<OwnServer>();
process.once('exit', () => running.forEach((server) => server.signalAll('SIGKILL')));

/** A server that a test has to itself, to take away and bring back: by the ids of its processes, which it started. */
export class OwnServer {
  private child?: ChildProcess;

  /** `answers`: whether it can be worked with. */
  constructor(
    private readonly program: Program,
    private readonly answers: () => Promise<boolean>,
  ) {
    running.add(this);
  }

  /** Again and again until it stays: what its killed processes held is let go only after a while. */
  async start(): Promise<void> {
    const { command, args, data: _data, ...as } = this.program;
    await waitFor(
      async () => {
        if (this.child === undefined || this.child.exitCode !== null) {
          this.child = spawn(command, args, { ...as, stdio: 'ignore' });
        }
        return this.answers();
      },
      { timeoutMs: 60_000, everyMs: 50 },
    );
  }

  /** In the middle of whatever it does. */
  async kill(): Promise<void> {
    const { child } = this;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    this.signalAll('SIGKILL');
    await ended;
    this.child = undefined;
  }

  /** After it was killed: what it kept is gone. Of a server that makes its files by itself. */
  forget(): void {
    rmSync(this.program.data, { recursive: true, force: true });
    mkdirSync(this.program.data);
  }

  /** It holds its connections and says nothing, as behind a network that is cut. */
  freeze(): void {
    this.signalAll('SIGSTOP');
  }

  async thaw(): Promise<void> {
    this.signalAll('SIGCONT');
    await waitFor(this.answers, { timeoutMs: 60_000, everyMs: 20 });
  }

  signalAll(signal: NodeJS.Signals): void {
    const { pid } = this.child ?? {};
    if (pid === undefined) return;
    for (const each of [pid, ...childrenOf(pid)]) {
      try {
        process.kill(each, signal);
      } catch {
        // it has ended by itself
      }
    }
  }
}

function childrenOf(parent: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => parentOf(pid) === parent)
    .map(Number);
}

function parentOf(pid: string): number | undefined {
  try {
    const [, parent] = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return Number(parent);
  } catch {
    return undefined;
  }
}
