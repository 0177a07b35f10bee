/** For `npm run dev`: rebuilds the apps whenever a file changes. What the compiler says goes to the terminal. */
import { spawn } from 'node:child_process';
import path from 'node:path';

import { projectNode, root } from './up-to-date.mjs';

/** Returns how to stop it. The same build as at the start, so that nothing is compiled, and started, twice. */
export function watchBuilds() {
  const nest = path.join('node_modules', '@nestjs', 'cli', 'bin', 'nest.js');
  const args = [nest, 'build', 'standalone', '--watch', '--preserveWatchOutput'];
  const build = spawn(projectNode(), args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
  return () => build.kill();
}
