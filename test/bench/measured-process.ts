import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import path from 'node:path';

import type { LoopDelays } from './processes/watched-process.js';
import type { Weight } from './processes/weighed-process.js';

const startWithinMs = 60_000;
const ticksPerSecond = 100;
/** None outlives a benchmark that fails. */
const running = new Set<ChildProcess>();
process.once('exit', () => running.forEach((child) => child.kill('SIGKILL')));

/** A door as it runs in a deployment: compiled, in a process of its own. */
export class MeasuredProcess {
  readonly ended: Promise<unknown>;
  private output = '';

  private constructor(private readonly child: ChildProcess) {
    running.add(child);
    this.ended = once(child, 'close').finally(() => running.delete(child));
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk: Buffer) => (this.output += chunk.toString()));
    }
  }

  /** `preloads`: files of `processes` that are loaded before it. */
  static async start(
    app: 'api' | 'worker',
    env: Record<string, string> = {},
    preloads: readonly string[] = [],
  ) {
    const imports = ['watched-process', ...preloads].flatMap((name) => [
      '--import',
      new URL(`./processes/${name}.js`, import.meta.url).href,
    ]);
    const args = [...imports, path.resolve(`dist/apps/${app}/src/main.js`)];
    const child = spawn(process.execPath, args, {
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

  get log(): string {
    return this.output;
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  /** With SIGKILL it ends at once, in the middle of whatever it does. */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    this.child.kill(signal);
    await this.ended;
  }

  /** How late its event loop was since it was last asked, in milliseconds. */
  loopDelays(): Promise<LoopDelays> {
    return this.ask('SIGUSR2', 'loop delays');
  }

  /** What it holds after a collection; it was started with `weighed-process`. */
  weight(): Promise<Weight> {
    return this.ask('SIGHUP', 'weight');
  }

  get hasEnded(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }

  /** The line that the process answers a signal with. */
  private async ask<T>(signal: NodeJS.Signals, name: string): Promise<T> {
    const seen = this.output.length;
    this.child.kill(signal);
    for (;;) {
      const [, line] = new RegExp(`^${name} (.*)$`, 'm').exec(this.output.slice(seen)) ?? [];
      if (line !== undefined) return JSON.parse(line) as T;
      if (this.hasEnded) throw new Error(`It has ended: ${this.output.slice(-2_000)}`);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }

  private get isUp(): boolean {
    return this.output.includes('Worker is up') || this.origin !== '';
  }
}

/** What a process has used of the processors, in seconds (Linux). */
export function cpuSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
}

/** What a process holds now (VmRSS of Linux). */
export function heldMebibytes(pid: number): number {
  return mebibytes(pid, 'VmRSS');
}

/** The most memory that a process has held at a time, as the kernel counts it (VmHWM of Linux). */
export function peakMebibytes(pid: number): number {
  return mebibytes(pid, 'VmHWM');
}

function mebibytes(pid: number, name: string): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Math.round(Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1]) / 1024);
}
