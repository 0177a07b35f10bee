import { fileURLToPath } from 'node:url';

import type { ChildCommand } from './supervision/child.js';

/** Scripts beside this one in the build: `dist/apps/<app>/src/…`. */
const script = (file: string): string => fileURLToPath(new URL(`../../${file}`, import.meta.url));

/** Running answers get 10 s to end; the doors then close within 25 s by themselves. */
const DOORS_STOP_WITHIN_MS = 27_000;
const DATABASE_STOPS_WITHIN_MS = 10_000;

type Env = Readonly<Record<string, string>>;

/** While developing, Node.js starts a door again when a file it has loaded was built anew. */
const watch = process.argv.includes('--watch') ? ['--watch', '--watch-preserve-output'] : [];

/** The processes that make up a deployment on one machine, in the order of their start. */
export const childCommands = {
  database: (dataDirectory: string, socketDirectory: string): ChildCommand => ({
    name: 'database',
    args: [script('standalone/src/database-server.js'), dataDirectory, socketDirectory],
    stopWithinMs: DATABASE_STOPS_WITHIN_MS,
    isFoundation: true,
  }),
  migrate: (env: Env): ChildCommand => ({
    name: 'migrate',
    args: [script('api/src/database/migrate.js')],
    env,
    stopWithinMs: DATABASE_STOPS_WITHIN_MS,
  }),
  api: (env: Env): ChildCommand => ({
    name: 'api',
    args: [...watch, script('api/src/main.js')],
    env,
    stopWithinMs: DOORS_STOP_WITHIN_MS,
  }),
  worker: (env: Env): ChildCommand => ({
    name: 'worker',
    args: [...watch, script('worker/src/main.js')],
    env,
    stopWithinMs: DOORS_STOP_WITHIN_MS,
  }),
};
