import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const list = path.resolve('test/bench/crawling/peers/peers.json');
const installWithinMs = 180_000;

/**
 * The folder that holds what we are measured against, each at the version that is written down. They are no dependencies
 * of the project: they are fetched when a benchmark needs them first, outside of the repository.
 */
export async function installPeers(): Promise<string> {
  const dependencies = readFileSync(list, 'utf8');
  const version = createHash('sha256').update(dependencies).digest('hex').slice(0, 12);
  const folder = path.join(tmpdir(), `storehand-bench-peers-${version}`);
  const isInstalled = path.join(folder, 'installed');
  if (existsSync(isInstalled)) return folder;
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    path.join(folder, 'package.json'),
    JSON.stringify({ private: true, dependencies: JSON.parse(dependencies) as object }),
  );
  const args = ['install', '--prefix', folder, '--ignore-scripts', '--no-audit', '--no-fund'];
  try {
    await promisify(execFile)('npm', args, { timeout: installWithinMs });
  } catch {
    throw new Error(
      `The peers of ${path.relative('.', list)} could not be installed: no package registry answered.`,
    );
  }
  writeFileSync(isInstalled, '');
  return folder;
}
