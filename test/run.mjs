/**
 * `npm test`: installs what is missing, checks, builds, runs every suite. With `--services` only the suites that need a
 * database, on DATABASE_URL and REDIS_URL. Other arguments go to Jest, and then only Jest runs.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { buildChanged, installMissing, projectNode, root } from '../apps/standalone/up-to-date.mjs';

/** The scripts of package.json that `npm run check` is made of, but for its Jest suites. */
const checks = ['format:check', 'lint', 'types', 'arrows'];

const suites = {
  quick: ['unit', 'architecture'],
  services: ['integration', 'e2e', 'isolation'],
};

async function main(args) {
  const onServices = args.includes('--services');
  const jestArgs = args.filter((arg) => arg !== '--services');
  if (onServices) needServices();
  await installMissing();
  await run(projectNode(), ['-p', '"Node.js " + process.version']);

  const failures = onServices || jestArgs.length > 0 ? [] : await runChecks();
  const totals = onServices ? [] : [await jest(suites.quick, jestArgs)];
  await buildChanged();
  totals.push(await jest(suites.services, jestArgs));
  report(failures, totals);
}

/** Two at a time, the build among them, which the suites with services need. */
async function runChecks() {
  const failures = [];
  const waiting = ['build', ...checks];
  const workOff = async () => {
    for (let name = waiting.shift(); name; name = waiting.shift()) {
      const startedAt = Date.now();
      const isFine =
        name === 'build' ? await builds() : (await run('npm', ['run', '-s', name])) === 0;
      const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
      console.log(`${isFine ? 'ok' : 'FAILED'}  ${name}  (${seconds} s)`);
      if (!isFine) failures.push(name);
    }
  };
  await Promise.all([workOff(), workOff()]);
  return failures;
}

async function builds() {
  try {
    await buildChanged();
    return true;
  } catch (error) {
    console.error(error.message);
    return false;
  }
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
  const node = ['--experimental-vm-modules', '--no-warnings', 'node_modules/jest/bin/jest.js'];
  const config = ['-c', 'test/jest.config.mjs', '--selectProjects', ...projects];
  // on standard output Jest would repeat what it writes to the file
  const code = await run(projectNode(), [...node, ...config, ...args], 'ignore');
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

function run(command, args, stdout = 'inherit') {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', stdout, 'inherit'] });
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 1));
  });
}

main(process.argv.slice(2)).catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
