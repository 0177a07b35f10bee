import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

const jest = ['--experimental-vm-modules', '--no-warnings', 'node_modules/jest/bin/jest.js'];
const options = ['-c', 'test/jest.config.mjs', '--runInBand', '--ci', '--json', '--silent'];

/** Of Jest's own report, what is read here. */
interface JestReport {
  success: boolean;
  numPassedTests: number;
  testResults: {
    name: string;
    message: string;
    assertionResults: { status: string; fullName: string; failureMessages: string[] }[];
  }[];
}

/** How one Jest process over some spec files ended. */
export interface SuiteEnd {
  isGreen: boolean;
  passed: number;
  /** Why the first failing test failed; a suite that failed beside its tests counts as one. */
  failure: { test: string; message: string } | null;
}

/** Runs spec files with further environment, in this order. Throws where Jest has not come to its report. */
export async function runSuites(
  specs: readonly string[],
  env: Record<string, string>,
): Promise<SuiteEnd> {
  const folder = await mkdtemp(path.join(tmpdir(), 'storehand-proof-'));
  const outputFile = path.join(folder, 'report.json');
  try {
    const args = [...jest, ...options, `--outputFile=${outputFile}`, '--runTestsByPath', ...specs];
    const output = await runNode(args, env);
    const text = await readFile(outputFile, 'utf8').catch(() => null);
    if (text === null) throw new Error(`Jest did not report on ${specs.join(', ')}:\n${output}`);
    return endOf(JSON.parse(text) as JestReport);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function endOf({ success, numPassedTests, testResults }: JestReport): SuiteEnd {
  const failures = testResults.flatMap(({ name, message, assertionResults }) => [
    ...assertionResults
      .filter(({ status }) => status === 'failed')
      .map(({ fullName, failureMessages }) => ({ test: fullName, message: failureMessages[0] })),
    { test: path.basename(name), message },
  ]);
  const [first] = failures.filter(({ message }) => message);
  const failure = first === undefined ? null : { test: first.test, message: String(first.message) };
  return { isGreen: success, passed: numPassedTests, failure };
}

/** Resolves to what was written last, for an error that says why. */
function runNode(args: string[], env: Record<string, string>): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let output = '';
    child.stderr.on('data', (piece: Buffer) => (output = (output + String(piece)).slice(-4_000)));
    child.once('error', reject);
    child.once('close', () => resolve(output));
  });
}
