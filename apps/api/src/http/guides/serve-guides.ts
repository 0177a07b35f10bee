import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { Logger } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

import { AddressLimit } from '../limits/address-limit.js';

const prefix = '/guides';
/** A new version is seen at once: whoever has a page asks whether it is still that one. */
const caching = 'public, no-cache';
const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
};

interface Kept {
  body: Buffer;
  type: string;
  tag: string;
}

/**
 * The guides at /guides: pages that hold nothing of anyone, so no key is needed for them, without a script. Who has no
 * repository, as an integrator or a merchant, reads them where the product is. Without their build they are off.
 */
export function serveGuides(app: NestFastifyApplication, folder = builtGuides()): void {
  if (!existsSync(path.join(folder, 'index.html'))) {
    new Logger('Guides').warn('The guides are not built, so /guides is off: npm run build');
    return;
  }
  const limit = app.get(AddressLimit, { strict: false });
  app
    .getHttpAdapter()
    .getInstance()
    .register((instance, _options, done) => {
      instance.addHook('onRequest', async (request, reply) => {
        await limit.take(request, reply);
      });
      for (const [url, kept] of readGuides(folder)) {
        instance.get(url, (request, reply) => {
          void reply.headers({ 'Cache-Control': caching, ETag: kept.tag }).type(kept.type);
          if (request.headers['if-none-match']?.includes(kept.tag)) return reply.code(304).send();
          return reply.send(kept.body);
        });
      }
      done();
    });
}

/** By the address that each is served at; there are few, so they stay in memory. */
function readGuides(folder: string): Map<string, Kept> {
  const guides = new Map<string, Kept>();
  for (const file of readdirSync(folder)) {
    const { name, ext } = path.parse(file);
    const type = types[ext];
    if (!type) continue;
    const body = readFileSync(path.join(folder, file));
    const tag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
    const kept = { body, type, tag };
    if (name === 'index') guides.set(prefix, kept).set(`${prefix}/`, kept);
    else guides.set(`${prefix}/${ext === '.html' ? name : file}`, kept);
  }
  return guides;
}

/** Where the build writes: beside the built API, and from the sources (tests) in the same place. */
function builtGuides(): string {
  const dirname = fileURLToPath(new URL('.', import.meta.url));
  const top = path.resolve(dirname, '../../../../..');
  return path.join(path.basename(top) === 'dist' ? top : path.join(top, 'dist'), 'apps', 'guides');
}
