import path from 'node:path';
import v8 from 'node:v8';

import { EnvError, safeText, stopOnSignal, tellCrash } from '@app/tenancy';
import { NestFactory } from '@nestjs/core';
import { Logger } from 'nestjs-pino';

import { WorkerModule } from './worker.module.js';

/** Garbage is collected before the heap has grown by more than half: on a large machine V8 lets it grow to the fourfold. */
v8.setFlagsFromString('--heap-growing-percent=50');

/** Beside this file, and compiled or not as this file is. */
const apart = new URL(`./apart${path.extname(import.meta.url)}`, import.meta.url);

async function main(): Promise<void> {
  tellCrash('worker');
  const app = await NestFactory.createApplicationContext(WorkerModule.withApart(apart), {
    bufferLogs: true,
    // a start that fails says so in one sentence, without the log of its beginning
    autoFlushLogs: false,
    abortOnError: false,
  });
  const log = app.get(Logger);
  app.useLogger(log);
  app.flushLogs();
  stopOnSignal((signal) => {
    log.log(`${signal}: stopping`);
    return app.close();
  });
  log.log('Worker is up');
}

main().catch((error: unknown) => {
  const reason = error instanceof Error ? error.message : 'unknown reason';
  process.stderr.write(
    `${safeText(error instanceof EnvError ? reason : `The worker could not start: ${reason}`)}\n`,
  );
  process.exit(1);
});
