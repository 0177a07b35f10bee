/** Installs and builds only what is missing or changed. Plain JavaScript without packages: it runs before `npm ci`. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** Specs, scripts and texts go into no build, but the guides, which are made of both. */
const notBuilt = /\.spec\.ts$|(?<!\.config)\.mjs$|\.md$/;
const stampFile = path.join(root, 'dist', '.built-from');

/** Node.js 24 from node_modules; where install scripts are switched off it is missing, and the system's must do. */
export function projectNode() {
  const own = path.join(root, 'node_modules', 'node', 'bin', 'node');
  return existsSync(own) ? own : process.execPath;
}

export async function bringUpToDate() {
  await installMissing();
  await buildChanged();
}

/** npm writes node_modules/.package-lock.json at the end of an install, so its age is that of the install. */
export async function installMissing() {
  const lock = statSync(path.join(root, 'package-lock.json'));
  const installed = statSync(path.join(root, 'node_modules', '.package-lock.json'), {
    throwIfNoEntry: false,
  });
  if (installed && installed.mtimeMs >= lock.mtimeMs) return;
  say('Installing packages; this takes about a minute …');
  const npm = process.env.npm_execpath;
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
  const command = npm?.endsWith('.js') ? [process.execPath, npm, ...args] : ['npm', ...args];
  await run(command, 'The packages could not be installed (npm ci failed; its reason is above)');
}

export async function buildChanged() {
  const stamp = fingerprint();
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return;
  say('Building …');
  // what browsers run shares nothing with the others, so it is built beside them
  await Promise.all([buildForBrowsers(), buildApps()]);
  writeFileSync(stampFile, stamp);
}

async function buildForBrowsers() {
  const widget = path.join('apps', 'widget', 'build.mjs');
  await run([projectNode(), widget], 'The build of apps/widget failed');
  const vite = path.join('node_modules', 'vite', 'bin', 'vite.js');
  const config = path.join('apps', 'console', 'vite.config.mjs');
  await run([projectNode(), vite, 'build', '-c', config], 'The build of apps/console failed');
  const guides = path.join('apps', 'guides', 'build.mjs');
  await run([projectNode(), guides], 'The build of apps/guides failed');
}

async function buildApps() {
  const nest = path.join('node_modules', '@nestjs', 'cli', 'bin', 'nest.js');
  await run([projectNode(), nest, 'build', 'standalone'], 'The build of apps failed');
}

/** Names, sizes and times of everything that goes into the build; a deleted or reverted file shows as well. */
function fingerprint() {
  const settings = [
    ...['package-lock.json', 'tsconfig.json', 'nest-cli.json'],
    'apps/widget/build.mjs',
  ];
  const sources = ['apps', 'libs'].flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true })
      .filter((file) => /^guides\b/.test(file) || !notBuilt.test(file))
      .map((file) => path.join(folder, file)),
  );
  const hash = createHash('sha256');
  for (const file of [...settings, ...sources].sort()) {
    const { size, mtimeMs } = statSync(path.join(root, file));
    hash.update(`${file} ${size} ${mtimeMs}\n`);
  }
  return hash.digest('hex');
}

/** Runs a command in the repository; its output is shown only when it fails, and on standard error. */
function run([command, ...args], problem) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    const output = [];
    child.stdout.on('data', (chunk) => output.push(chunk));
    child.stderr.on('data', (chunk) => output.push(chunk));
    child.once('error', (error) => reject(new Error(`${problem}: ${error.message}.`)));
    child.once('close', (code) => {
      if (code === 0) return resolve();
      process.stderr.write(Buffer.concat(output));
      reject(new Error(`${problem}.`));
    });
  });
}

function say(line) {
  process.stdout.write(`${line}\n`);
}
