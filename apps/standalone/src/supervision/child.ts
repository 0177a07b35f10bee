import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, writeSync } from 'node:fs';

import { childEnvironment } from '../environment.js';
import { openLogFile } from './log-file.js';

export interface ChildCommand {
  name: string;
  /** Arguments of Node.js: a script and what it takes. */
  args: readonly string[];
  env?: Readonly<Record<string, string>>;
  /** How long it may take to stop before it is killed. */
  stopWithinMs: number;
  /** The others cannot do without it: it is stopped after them, and never hurried. */
  isFoundation?: boolean;
}

export interface ChildEnd {
  code: number | null;
  signal: NodeJS.Signals | null;
}

/**
 * Preloaded into every child: when standalone is gone without having stopped its children, they stop themselves the
 * usual way instead of going on unseen. The channel does not keep a child alive that has finished.
 */
const followParent = `data:text/javascript,${encodeURIComponent(
  "process.once('disconnect', () => process.kill(process.pid, 'SIGTERM')); process.channel?.unref();",
)}`;

/** A disk that is full costs the line, not everything that runs. */
function keep(descriptor: number, chunk: Buffer): void {
  try {
    writeSync(descriptor, chunk);
  } catch {
    // there is nowhere to say it
  }
}

/**
 * One run of one child process. It gets a process group of its own, so that Ctrl-C reaches standalone only, which then
 * stops its children in order. What it writes goes to its log file.
 */
export class Child {
  readonly ended: Promise<ChildEnd>;
  readonly logFile: string;
  private readonly process: ChildProcess;
  private errors = '';

  constructor(
    readonly command: ChildCommand,
    logDirectory: string,
  ) {
    const { file, descriptor } = openLogFile(logDirectory, command.name);
    this.logFile = file;
    this.process = spawn(process.execPath, ['--import', followParent, ...command.args], {
      env: childEnvironment(command.env ?? {}),
      stdio: ['ignore', descriptor, 'pipe', 'ipc'],
      detached: true,
    });
    this.process.stderr?.on('data', (chunk: Buffer) => {
      this.errors = `${this.errors}${chunk.toString('utf8')}`.slice(-4_000);
      keep(descriptor, chunk);
    });
    this.ended = new Promise((resolve) => {
      this.process.once('error', (error) => (this.errors += `\n${error.message}`));
      // `close` comes after `exit`, when standard error has been read to its end
      this.process.once('close', (code, signal) => {
        closeSync(descriptor);
        resolve({ code, signal });
      });
    });
  }

  get pid(): number | undefined {
    return this.process.pid;
  }

  /** What it last complained about; a process that refuses to start says why in one line. */
  get lastComplaint(): string | undefined {
    const lines = this.errors.split('\n').filter((line) => line.trim() !== '');
    return lines.at(-1)?.trim();
  }

  /** Resolves when the child sends the message `ready`. */
  saysReady(): Promise<void> {
    return new Promise((resolve) => {
      this.process.on('message', (message) => message === 'ready' && resolve());
    });
  }

  async stop(): Promise<ChildEnd> {
    this.process.kill('SIGTERM');
    const timer = setTimeout(() => this.process.kill('SIGKILL'), this.command.stopWithinMs);
    try {
      return await this.ended;
    } finally {
      clearTimeout(timer);
    }
  }

  /** For a person who asked a second time. */
  kill(): void {
    this.process.kill('SIGKILL');
  }
}
