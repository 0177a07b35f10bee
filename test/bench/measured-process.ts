import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import path from 'node:path';

const startWithinMs = 60_000;
/** None outlives a benchmark that fails. */
const running = new Set<ChildProcess>();
process.once('exit', () => running.forEach((child) => child.kill('SIGKILL')));

/** A door as it runs in a deployment: compiled, in a process of its own. */
export class MeasuredProcess {
  private output = '';

  private constructor(private readonly child: ChildProcess) {
    running.add(child);
    child.once('close', () => running.delete(child));
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk: Buffer) => (this.output += chunk.toString()));
    }
  }

  static async start(app: 'api' | 'worker', env: Record<string, string> = {}) {
    const child = spawn(process.execPath, [path.resolve(`dist/apps/${app}/src/main.js`)], {
      env: { ...process.env, LOG_LEVEL: 'info', PORT: '0', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const door = new MeasuredProcess(child);
    const end = performance.now() + startWithinMs;
    while (!door.isUp) {
      if (child.exitCode !== null || performance.now() > end)
        throw new Error(`The ${app} did not start: ${door.output}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return door;
  }

  /** Of the API. */
  get origin(): string {
    return /Listening on (http:\/\/[\d.]+:\d+)/.exec(this.output)?.[1] ?? '';
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  /** With SIGKILL it ends at once, in the middle of whatever it does. */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    const ended = once(this.child, 'close');
    this.child.kill(signal);
    await ended;
  }

  private get isUp(): boolean {
    return this.output.includes('Worker is up') || this.origin !== '';
  }
}

/** The most memory that a process has held at a time, as the kernel counts it (VmHWM of Linux). */
export function peakMebibytes(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Math.round(Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) / 1024);
}
