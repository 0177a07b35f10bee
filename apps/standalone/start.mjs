/**
 * What `npm start` runs, on whatever Node.js the shell has and with nothing installed: installs what is missing, builds
 * what has changed, reads .env, then hands over to the built standalone app on the project's own Node.js. Given a name,
 * `with-database` or `reset`, it hands over to that entry of the app instead; `--watch` is for `npm run dev`.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

import { bringUpToDate, projectNode, root } from './up-to-date.mjs';
import { watchBuilds } from './watch-builds.mjs';

const oldestNode = [20, 12];

async function main() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < oldestNode[0] || (major === oldestNode[0] && minor < oldestNode[1])) {
    throw new Error(
      `Node.js ${oldestNode.join('.')} or newer is needed; this is ${process.version}.`,
    );
  }
  process.chdir(root);
  // as with every .env: what the shell has set wins
  if (existsSync('.env')) process.loadEnvFile('.env');
  await bringUpToDate();
  const [entry = 'main', ...args] = process.argv.slice(2);
  const stopBuilds = args.includes('--watch') ? watchBuilds() : () => undefined;
  await handOver([path.join('dist', 'apps', 'standalone', 'src', `${entry}.js`), ...args]);
  stopBuilds();
}

/** Signals go to the app, which stops in order; this process only waits and leaves with its exit code. */
async function handOver(command) {
  const app = spawn(projectNode(), command, { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => app.kill(signal));
  }
  process.exitCode = await new Promise((resolve, reject) => {
    app.once('error', reject);
    app.once('exit', (code) => resolve(code ?? 1));
  });
}

main().catch((error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
