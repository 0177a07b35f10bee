#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { readEnvironment } from './environment.js';
import { runCli } from './run-cli.js';

/** Of the repository this is built in, as for `npm start`, and not of whatever directory it is called in. */
const envFile = fileURLToPath(new URL('../../../../.env', import.meta.url));
if (existsSync(envFile)) process.loadEnvFile(envFile);

const stop = new AbortController();
process.once('SIGINT', () => stop.abort());
process.once('SIGTERM', () => stop.abort());
// a reader that closed the pipe (`| head`) has all it wanted
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

process.exitCode = await runCli(process.argv.slice(2), {
  environment: readEnvironment(),
  stdout: process.stdout,
  stderr: process.stderr,
  signal: stop.signal,
});

// a server that keeps its connection open must not keep the person waiting
setTimeout(() => process.exit(), 200).unref();
