import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

import { waitFor } from '../wait-for.js';

const root = path.resolve(__dirname, '../../..');
const typescript = path.join(root, 'test/support/typescript.mjs');
const startWithinMs = 120_000;

export interface DoorProgram {
  /** As a deployment runs it, by what `npm run build` made; else from its sources. */
  isBuilt?: boolean;
  /** Modules that it loads first. */
  imports?: readonly string[];
  /** A command that runs it. */
  through?: readonly string[];
}

/** One of the doors as a process of its own, on the database and queue of this test run. */
export class DoorProcess {
  private static readonly started = new Set<DoorProcess>();
  private output = '';
  private readonly ended: Promise<unknown[]>;

  private constructor(private readonly child: ChildProcess) {
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk: Buffer) => (this.output += chunk.toString()));
    }
    this.ended = once(child, 'close');
  }

  static async start(
    app: 'api' | 'worker',
    env: Record<string, string> = {},
    program: DoorProgram = {},
  ) {
    const settings = { LOG_LEVEL: 'info', PORT: '0', CRAWL_EXTRACTION_THREADS: '0', ...env };
    const [command = '', ...args] = commandOf(app, program);
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, ...settings },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const door = new DoorProcess(child);
    DoorProcess.started.add(door);
    await waitFor(() => door.isUp || door.hasEnded, { timeoutMs: startWithinMs });
    if (door.hasEnded) throw new Error(`The ${app} did not start: ${door.output}`);
    return door;
  }

  /** Whatever a test started and left running. */
  static async endAll(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    const left = [...DoorProcess.started].filter((door) => !door.hasEnded);
    await Promise.all(left.map((door) => door.end(signal)));
    DoorProcess.started.clear();
  }

  /** Of the API. */
  get origin(): string {
    return /Listening on (http:\/\/[\d.]+:\d+)/.exec(this.output)?.[1] ?? '';
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  get log(): string {
    return this.output;
  }

  get hasEnded(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }

  /** The exit code of one that somebody ends, null after SIGKILL. */
  async exitCode(): Promise<number | null> {
    await this.ended;
    return this.child.exitCode;
  }

  /** Sends the signal, to another process where it runs through that, and waits: the exit code, null after SIGKILL. */
  async end(signal: NodeJS.Signals, pid = this.pid): Promise<{ code: number | null }> {
    if (pid === this.pid) this.child.kill(signal);
    else process.kill(pid, signal);
    return { code: await this.exitCode() };
  }

  private get isUp(): boolean {
    return this.output.includes('Worker is up') || this.origin !== '';
  }
}

function commandOf(
  app: 'api' | 'worker',
  { isBuilt = false, imports = [], through = [] }: DoorProgram,
): string[] {
  const first = (isBuilt ? imports : [typescript, ...imports]).flatMap((file) => [
    '--import',
    path.resolve(root, file),
  ]);
  const main = isBuilt ? `dist/apps/${app}/src/main.js` : `apps/${app}/src/main.ts`;
  return [...through, process.execPath, ...first, path.join(root, main)];
}
