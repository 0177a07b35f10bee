/** For `npm run dev`: rebuilds the doors whenever a file changes. What the compiler says goes to the terminal. */
import { spawn } from 'node:child_process';
import path from 'node:path';

import { projectNode, root } from './up-to-date.mjs';

const doors = ['api', 'worker'];

/** Returns how to stop them. */
export function watchBuilds() {
  const nest = path.join('node_modules', '@nestjs', 'cli', 'bin', 'nest.js');
  const builds = doors.map((door) =>
    spawn(projectNode(), [nest, 'build', door, '--watch', '--preserveWatchOutput'], {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
    }),
  );
  return () => builds.forEach((build) => build.kill());
}
