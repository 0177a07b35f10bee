import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

import { childEnvironment } from './environment.js';

type Env = Readonly<Record<string, string>>;

/** Runs a script of the build, `<app>/src/….js`, at this terminal; resolves with its exit code. */
export function runScript(file: string, args: readonly string[], env: Env = {}): Promise<number> {
  const script = fileURLToPath(new URL(`../../${file}`, import.meta.url));
  const child = spawn(process.execPath, [script, ...args], {
    env: childEnvironment(env),
    stdio: 'inherit',
  });
  // the terminal sends Ctrl-C to the script as well; whoever called goes on when it has ended
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}
