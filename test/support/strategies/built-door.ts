import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

import { waitFor } from '../wait-for.js';

const root = path.resolve(__dirname, '../../..');
const running = new Set<() => Promise<unknown>>();

/** One of the doors as a deployment runs it: what `npm run build` made, as a process of its own. */
export async function startBuilt(app: 'api' | 'worker', env: Record<string, string> = {}) {
  const child = spawn(process.execPath, [path.join(root, `dist/apps/${app}/src/main.js`)], {
    cwd: root,
    env: { ...process.env, PORT: '0', LOG_LEVEL: 'info', CRAWL_EXTRACTION_THREADS: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (piece: Buffer) => (output += piece.toString()));
  }
  const ended = once(child, 'close');
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null;
  const stop = () => {
    if (!hasEnded()) child.kill('SIGTERM');
    return ended;
  };
  running.add(stop);
  const isUp = () => /Worker is up|Listening on http/.test(output);
  await waitFor(() => isUp() || hasEnded(), { timeoutMs: 120_000 });
  if (!isUp()) throw new Error(`The ${app} did not start: ${output}`);
  const origin = /Listening on (http:\/\/[\d.]+:\d+)/.exec(output)?.[1] ?? '';
  return { pid: Number(child.pid), origin, hasEnded, stop };
}

/** All that a file started and has not stopped. */
export async function stopBuilt(): Promise<void> {
  await Promise.all([...running].map((stop) => stop()));
  running.clear();
}
