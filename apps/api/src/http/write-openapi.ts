import { readFile, writeFile } from 'node:fs/promises';

import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';

import { ApiModule } from '../api.module.js';
import { placeRoutes } from './create-api.js';
import { createOpenApiDocument } from './openapi/openapi-document.js';

const path = 'apps/api/openapi.json';

/** `npm run openapi`: writes the document from the top of the repository, or with --check fails when it is outdated. */
async function main(): Promise<void> {
  // preview mode reads the modules' metadata and creates no provider: no database, queue or environment is needed
  const app = await NestFactory.create(ApiModule, new FastifyAdapter(), {
    preview: true,
    logger: false,
  });
  placeRoutes(app);
  const text = `${JSON.stringify(createOpenApiDocument(app), null, 2)}\n`;
  if (!process.argv.includes('--check')) return writeFile(path, text);
  if ((await readFile(path, 'utf8').catch(() => '')) !== text) {
    process.stderr.write(`${path} is outdated: run "npm run openapi" and commit it.\n`);
    process.exitCode = 1;
  }
}

await main();
