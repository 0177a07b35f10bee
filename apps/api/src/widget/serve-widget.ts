import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';

import { Logger } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/** Where the build puts it beside this app; the second where this runs from its source. */
const places = ['../../../widget/', '../../../../dist/apps/widget/'];

/** A new version reaches shoppers within minutes; until then, and while it is fetched, the one they have serves. */
const caching = 'public, max-age=300, stale-while-revalidate=86400';

const files = { br: 'widget.js.br', gzip: 'widget.js.gz', identity: 'widget.js' } as const;
type Coding = keyof typeof files;

/**
 * The widget at /widget.js: public, without a key, for pages of any origin, compressed by its build. It is the same file
 * for all stores, so it counts for nobody and holds nothing of anyone.
 */
export function serveWidget(app: NestFastifyApplication): void {
  const bodies = readBodies();
  if (!bodies) {
    new Logger('Widget').warn('The widget is not built, so /widget.js is off: npm run build');
    return;
  }
  const version = createHash('sha256').update(bodies.identity).digest('base64url').slice(0, 22);
  app
    .getHttpAdapter()
    .getInstance()
    .get('/widget.js', (request, reply) => {
      const coding = codingFor(String(request.headers['accept-encoding'] ?? ''));
      const tag = `"${version}-${coding}"`;
      void reply
        .headers({
          'Cache-Control': caching,
          ETag: tag,
          Vary: 'Accept-Encoding',
          // so that pages with an integrity attribute, or isolated from other origins, may load it
          'Access-Control-Allow-Origin': '*',
          'Cross-Origin-Resource-Policy': 'cross-origin',
        })
        .type('text/javascript; charset=utf-8');
      if (request.headers['if-none-match']?.includes(tag)) return reply.code(304).send();
      if (coding !== 'identity') void reply.header('Content-Encoding', coding);
      return reply.send(bodies[coding]);
    });
}

function readBodies(): Record<Coding, Buffer> | undefined {
  const found = places
    .map((place) => new URL(place, import.meta.url))
    .find((place) => Object.values(files).every((file) => existsSync(new URL(file, place))));
  const read = (coding: Coding) => readFileSync(new URL(files[coding], found));
  return found && { br: read('br'), gzip: read('gzip'), identity: read('identity') };
}

/** The best that the caller names and does not refuse. */
function codingFor(accepted: string): Coding {
  const takes = (coding: string) =>
    new RegExp(`(^|,)\\s*${coding}\\s*(;(?!\\s*q=0(\\.0*)?\\s*(,|$))|,|$)`, 'i').test(accepted);
  return takes('br') ? 'br' : takes('gzip') ? 'gzip' : 'identity';
}
