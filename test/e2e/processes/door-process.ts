import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

import { waitFor } from '../../support/wait-for.js';

const root = path.resolve(__dirname, '../../..');
const typescript = path.join(root, 'test/support/typescript.mjs');
const startWithinMs = 60_000;

/** One of the doors as a process of its own, from its sources, on the database and queue of this test run. */
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

  /** `imports`: modules that it loads first; `through`: a command that runs it. */
  static async start(
    app: 'api' | 'worker',
    env: Record<string, string> = {},
    imports: readonly string[] = [],
    through: readonly string[] = [],
  ) {
    const settings = { LOG_LEVEL: 'info', PORT: '0', CRAWL_EXTRACTION_THREADS: '0', ...env };
    const first = [typescript, ...imports].flatMap((file) => [
      '--import',
      path.resolve(root, file),
    ]);
    const own = [process.execPath, ...first, path.join(root, `apps/${app}/src/main.ts`)];
    const [program = '', ...args] = [...through, ...own];
    const child = spawn(program, args, {
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

  /** For `afterEach`: whatever a test left running. */
  static async killAll(): Promise<void> {
    const left = [...DoorProcess.started].filter((door) => !door.hasEnded);
    await Promise.all(left.map((door) => door.end('SIGKILL')));
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

  /** Sends the signal, to another process where it runs through that, and waits: the exit code, null after SIGKILL. */
  async end(signal: NodeJS.Signals, pid = this.pid): Promise<{ code: number | null }> {
    if (pid === this.pid) this.child.kill(signal);
    else process.kill(pid, signal);
    await this.ended;
    return { code: this.child.exitCode };
  }

  private get isUp(): boolean {
    return this.output.includes('Worker is up') || this.origin !== '';
  }
}
