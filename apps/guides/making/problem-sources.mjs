import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** The files that make problems, by their path from the top of the repository. */
export const problemSources = (root) =>
  ['apps/api/src', 'libs'].flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true })
      .map((file) => path.posix.join(folder, file))
      .filter(
        (file) => file.endsWith('.ts') && !/spec\.ts$|\/generated\/|problem-catalogue/.test(file),
      )
      .sort()
      .map((file) => ({ file, text: readFileSync(path.join(root, file), 'utf8') })),
  );
