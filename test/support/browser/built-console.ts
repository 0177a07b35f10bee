import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(__dirname, '../../..');
const sources = ['apps/console', 'libs/client/src'];

/** Builds the console where its build is missing or older than a source of it; the API serves what it finds at its start. */
export function buildConsole(): void {
  const index = path.join(root, 'dist/apps/console/index.html');
  const newest = Math.max(...sources.flatMap((folder) => timesIn(path.join(root, folder))));
  if (existsSync(index) && statSync(index).mtimeMs > newest) return;
  const vite = path.join(root, 'node_modules/vite/bin/vite.js');
  const config = path.join(root, 'apps/console/vite.config.mjs');
  execFileSync(process.execPath, [vite, 'build', '-c', config, '--logLevel', 'error'], {
    cwd: root,
  });
}

const timesIn = (folder: string): number[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => statSync(path.join(entry.parentPath, entry.name)).mtimeMs);
