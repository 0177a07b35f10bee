import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

export const root = path.resolve(__dirname, '../../..');

const skipped = new Set(['.git', 'node_modules', 'dist', 'coverage', '.storehand']);

/** Every file of the repository below `folder`, as sorted paths relative to its top with forward slashes. */
export function projectFiles(folder = '.', matching: RegExp = /./): string[] {
  const start = path.join(root, folder);
  if (!existsSync(start)) return [];
  return readdirSync(start, { withFileTypes: true })
    .filter((entry) => !skipped.has(entry.name))
    .flatMap((entry) => {
      const file = path.posix.join(folder, entry.name);
      if (entry.isDirectory()) return projectFiles(file, matching);
      return matching.test(file) ? [file] : [];
    })
    .sort();
}

/** Product code: what runs in a deployment, without its specs. */
export function productFiles(): string[] {
  return [...projectFiles('apps', /\.tsx?$/), ...projectFiles('libs', /\.ts$/)].filter(
    (file) => !isSpec(file),
  );
}

export function isSpec(file: string): boolean {
  return /[.-]spec\.ts$/.test(file);
}

export function read(file: string): string {
  return readFileSync(path.join(root, file), 'utf8');
}

export function exists(file: string): boolean {
  return existsSync(path.join(root, file));
}

/** The folders directly below `folder`, for instance the libs. */
export function foldersIn(folder: string): string[] {
  if (!exists(folder)) return [];
  return readdirSync(path.join(root, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !skipped.has(entry.name))
    .map((entry) => path.posix.join(folder, entry.name))
    .sort();
}
