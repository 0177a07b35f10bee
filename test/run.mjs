/**
 * `npm test`: installs what is missing, checks, builds, runs every suite. `node test/run.mjs check` stops before what
 * needs a database; `node test/run.mjs services` runs only that, on DATABASE_URL and REDIS_URL. Arguments after these
 * words go to Jest, and then only Jest runs.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { buildChanged, installMissing, projectNode, root } from '../apps/standalone/up-to-date.mjs';

const tool = (file, ...args) => [path.join('node_modules', file), ...args];

const checks = {
  format: tool('prettier/bin/prettier.cjs', '--check', '--log-level=warn', '**/*.{ts,mts,mjs}'),
  lint: tool('eslint/bin/eslint.js', '-c', 'test/architecture/eslint.config.mjs', '.'),
  types: tool('typescript/bin/tsc', '--noEmit', '-p', 'tsconfig.json'),
  arrows: tool(
    'dependency-cruiser/bin/dependency-cruiser.mjs',
    '--config',
    'test/architecture/dependency-cruiser.config.mjs',
    ...['apps', 'libs', 'test'],
  ),
};

const suites = {
  quick: ['unit', 'architecture'],
  services: ['integration', 'e2e', 'isolation', '--runInBand'],
};

async function main([word, ...rest]) {
  const mode = ['check', 'services'].includes(word) ? word : 'all';
  const jestArgs = mode === 'all' && word ? [word, ...rest] : rest;
  await installMissing();
  await run(['-p', '"Node.js " + process.version']);

  const failures = [];
  if (mode !== 'services' && jestArgs.length === 0) failures.push(...(await runChecks()));
  const totals = [];
  if (mode !== 'services') totals.push(await jest(suites.quick, jestArgs));
  if (mode !== 'check') {
    if (mode === 'services') needServices();
    await buildChanged();
    totals.push(await jest(suites.services, jestArgs));
  }
  report(failures, totals);
}

async function runChecks() {
  const failures = [];
  for (const [name, command] of Object.entries(checks)) {
    const startedAt = Date.now();
    const isFine = (await run(command)) === 0;
    const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
    console.log(`${isFine ? 'ok' : 'FAILED'}  ${name}  (${seconds} s)`);
    if (!isFine) failures.push(name);
  }
  return failures;
}

function needServices() {
  const missing = ['DATABASE_URL', 'REDIS_URL'].filter((name) => !process.env[name]);
  if (missing.length > 0) {
    throw new Error(`test:services needs ${missing.join(' and ')} (DATABASE_URL of a superuser).`);
  }
}

/** Jest's own totals; a file that could not run at all counts as one failed test. */
async function jest(projects, more) {
  const folder = mkdtempSync(path.join(tmpdir(), 'storehand-run-'));
  const outputFile = path.join(folder, 'results.json');
  const args = ['--json', `--outputFile=${outputFile}`, '--passWithNoTests', ...more];
  const node = ['--experimental-vm-modules', '--no-warnings'];
  const config = ['-c', 'test/jest.config.mjs', '--selectProjects', ...projects];
  const code = await run([...node, ...tool('jest/bin/jest.js'), ...config, ...args], 'results');
  try {
    const results = JSON.parse(readFileSync(outputFile, 'utf8'));
    const { numPassedTests: passed, numFailedTests, numRuntimeErrorTestSuites } = results;
    const failed = numFailedTests + numRuntimeErrorTestSuites;
    return { passed, failed: code === 0 ? failed : Math.max(1, failed) };
  } catch {
    return { passed: 0, failed: 1 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function report(failures, totals) {
  const sum = (name) => totals.reduce((total, one) => total + one[name], 0);
  if (failures.length > 0) console.log(`Checks that failed: ${failures.join(', ')}`);
  console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
  process.exitCode = failures.length > 0 || sum('failed') > 0 ? 1 : 0;
}

/** Runs a script of Node.js; with `results` its standard output is a copy of what it writes to a file, and dropped. */
function run(args, results) {
  return new Promise((resolve, reject) => {
    const stdio = ['ignore', results ? 'ignore' : 'inherit', 'inherit'];
    const child = spawn(projectNode(), args, { cwd: root, stdio });
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 1));
  });
}

main(process.argv.slice(2)).catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
