import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

import { waitFor } from '../../support/wait-for.js';

const root = path.resolve(__dirname, '../../..');

/** With its migrations and the demo store. */
export const startUpWithinMs = 240_000;

/** `npm start`, as a person in a fresh shell would, whatever this test run has in its environment; without npm's own lines. */
export class StandaloneProcess {
  readonly exit: Promise<[number | null]>;
  private text = '';

  private constructor(private readonly process: ChildProcess) {
    for (const stream of [process.stdout, process.stderr]) {
      stream?.on('data', (chunk: Buffer) => (this.text += chunk.toString()));
    }
    this.exit = once(process, 'close') as Promise<[number | null]>;
  }

  static start(settings: Record<string, string>): StandaloneProcess {
    const child = spawn('npm', ['run', '--silent', 'start'], {
      cwd: root,
      env: {
        ...process.env,
        ...{ DATABASE_URL: '', REDIS_URL: '', ADMIN_API_KEY: '', CREDENTIALS_SECRET: '' },
        ...{ STOREHAND_EMBEDDED_SOCKET: '', HOST: '127.0.0.1' },
        ...settings,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return new StandaloneProcess(child);
  }

  get output(): string {
    return this.text;
  }

  /** Until it shows what can be done next. */
  async untilUp(): Promise<void> {
    const isUp = () => /Ctrl-C stops it/.test(this.text);
    const hasEnded = () => this.process.exitCode !== null;
    await waitFor(() => isUp() || hasEnded(), { timeoutMs: startUpWithinMs });
    if (!isUp()) throw new Error(`It gave up: ${this.text}`);
  }

  async stop(signal: NodeJS.Signals): Promise<number | null> {
    this.process.kill(signal);
    const [code] = await this.exit;
    return code;
  }
}
