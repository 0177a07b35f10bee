import { execFileSync } from 'node:child_process';
import path from 'node:path';

const root = path.resolve(__dirname, '../../..');

/** Builds the guides, which takes a moment; the API serves what it finds at its start. */
export function buildGuides(): void {
  execFileSync(process.execPath, [path.join(root, 'apps/guides/build.mjs')], { cwd: root });
}
