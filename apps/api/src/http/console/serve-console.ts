import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import fastifyStatic from '@fastify/static';
import { Logger } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { AddressLimit } from '../limits/address-limit.js';
import { policyOfConsole } from '../security-headers.js';

const prefix = '/console';
/** Vite writes it where a nonce belongs; each answer has one of its own. */
const nonceMark = '__STYLE_NONCE__';

/**
 * The console at /console: files that hold no data, so no key is needed for them; what it shows it asks of the public API
 * with the key of whoever signs in. Any path below is a page of it. Without its build (`npm run build`) it is off.
 */
export function serveConsole(app: NestFastifyApplication, folder = builtConsole()): void {
  const index = path.join(folder, 'index.html');
  if (!existsSync(index)) {
    new Logger('Console').warn('The console is not built, so /console is off: npm run build');
    return;
  }
  const page = readFileSync(index, 'utf8');
  const limit = app.get(AddressLimit, { strict: false });
  const show = (_request: FastifyRequest, reply: FastifyReply) => {
    const nonce = randomBytes(16).toString('base64');
    return reply
      .header('Content-Security-Policy', policyOfConsole(` 'nonce-${nonce}'`))
      .type('text/html; charset=utf-8')
      .send(page.replaceAll(nonceMark, nonce));
  };
  app
    .getHttpAdapter()
    .getInstance()
    .register((instance, _options, done) => {
      instance.addHook('onRequest', async (request, reply) => {
        await limit.take(request, reply);
      });
      instance.register(fastifyStatic, {
        root: path.join(folder, 'assets'),
        prefix: `${prefix}/assets/`,
        decorateReply: false,
        index: false,
        preCompressed: true,
        immutable: true,
        maxAge: '365d',
      });
      instance.get(prefix, show);
      instance.get(`${prefix}/*`, show);
      done();
    });
}

/** Where `vite build` writes: beside the built API, and from the sources (tests) in the same place. */
function builtConsole(): string {
  const dirname = fileURLToPath(new URL('.', import.meta.url));
  const top = path.resolve(dirname, '../../../../..');
  return path.join(path.basename(top) === 'dist' ? top : path.join(top, 'dist'), 'apps', 'console');
}
