import { withLogFields } from '@app/tenancy';
import { fastifyMultipart } from '@fastify/multipart';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import type { ApiConfig, ConnectionLimits } from './api.config.js';
import { correlationHeader, correlationIdOf } from './correlation-id.js';
import { parseJsonBody } from './input/parse-json-body.js';
import { logRequest } from './logging/log-request.js';
import { answerTooSlow, answerUnreadable, unreadable } from './problems/answer-unreadable.js';
import { encodingUnsupported } from './problems/http-problem.js';
import { toProblem } from './problems/to-problem.js';
import { notJson } from './problems/transport-problems.js';
import { setSecurityHeaders } from './security-headers.js';

/** A shopper's name of 200 characters, escaped. */
const maxParamLength = 2_400;
/** A megabyte holds a question of 100,000 characters in any script with room to spare; nothing of ours is larger. */
const bodyLimitBytes = 1024 * 1024;

/** How often Node looks for slow clients, at most; its own 30 s would double the time they get. */
const lookForSlowMs = 5_000;

/** Fastify, set up so that every answer has the same headers and errors, whether or not it reaches Nest. */
export function createAdapter({
  trustProxy,
  connections,
}: Pick<ApiConfig, 'trustProxy' | 'connections'>): FastifyAdapter {
  const { requestWithinMs, uploadWithinMs, keepAliveMs, idleMs } = connections;
  const adapter = new FastifyAdapter({
    bodyLimit: bodyLimitBytes,
    routerOptions: { maxParamLength },
    requestTimeout: uploadWithinMs,
    http: {
      requestTimeout: uploadWithinMs,
      headersTimeout: Math.min(requestWithinMs, uploadWithinMs),
      connectionsCheckingInterval: Math.min(lookForSlowMs, requestWithinMs),
      // Node would answer by itself, without our headers
      requireHostHeader: false,
    },
    connectionTimeout: idleMs,
    keepAliveTimeout: keepAliveMs,
    trustProxy,
    genReqId: correlationIdOf,
    frameworkErrors: answerUnroutable,
    clientErrorHandler: answerUnreadable,
  });
  const fastify = adapter.getInstance();
  acceptConnections(fastify, connections);
  addHooks(fastify, requestWithinMs);
  readJsonOnly(fastify);
  readFilesWhereTaken(fastify);
  readCapsulesWhereTaken(fastify);
  return adapter;
}

function acceptConnections({ server }: FastifyInstance, { most }: ConnectionLimits): void {
  server.maxConnections = most;
  // of an expectation that nobody knows Node would answer by itself, too; it may be passed over (RFC 9110, 10.1.1)
  server.on('checkExpectation', (request, reply) => void server.emit('request', request, reply));
}

function addHooks(fastify: FastifyInstance, withinMs: number): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    markAnswer(request, reply);
    if (!takesFile(request)) endWhenSlow(request, reply, withinMs);
    done(lacksHost(request) ? unreadable : undefined);
  });
  // after the body was read, so that the handler and all it awaits run inside
  fastify.addHook('preHandler', (request, _reply, done) => {
    withLogFields({ correlationId: request.id }, done);
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    logRequest(request, reply);
    done();
  });
}

/** RFC 9112, section 3.2. */
const lacksHost = ({ raw, headers }: FastifyRequest): boolean =>
  raw.httpVersion === '1.1' && headers.host === undefined;

const takesFile = ({ routeOptions }: FastifyRequest): boolean =>
  (routeOptions.config as { takesFile?: boolean }).takesFile === true;

/** Node has one limit for all routes, that of files. */
function endWhenSlow({ raw }: FastifyRequest, reply: FastifyReply, withinMs: number): void {
  const timer = setTimeout(() => {
    if (!raw.complete && !reply.raw.writableEnded) answerTooSlow(raw.socket);
  }, withinMs);
  reply.raw.once('close', () => clearTimeout(timer));
}

function markAnswer(request: FastifyRequest, reply: FastifyReply): void {
  reply.raw.setHeader(correlationHeader, request.id);
  // OpenAI's clients show this one with their errors
  if (request.url.startsWith('/v1/')) reply.raw.setHeader('x-request-id', request.id);
  setSecurityHeaders(request, reply);
}

function readJsonOnly(fastify: FastifyInstance): void {
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer' },
    (request, body: Buffer, done) => {
      try {
        refuseEncoding(request);
        done(null, takesSignedBody(request) ? body : parseJsonBody(body));
      } catch (error) {
        done(error as Error);
      }
    },
  );
}

/** Its guard checks the bytes before it reads them. */
const takesSignedBody = ({ routeOptions }: FastifyRequest): boolean =>
  (routeOptions.config as { takesSignedBody?: boolean }).takesSignedBody === true;

/** The parser of files only lets them through, unread; everywhere else they are refused before it is asked. */
function readFilesWhereTaken(fastify: FastifyInstance): void {
  void fastify.register(fastifyMultipart);
  fastify.addHook('onRequest', (request, _reply, done) => {
    const { method, headers, is404 } = request;
    const isFile = /^multipart\//i.test(headers['content-type'] ?? '');
    // what has no body says nothing by its type
    const isRefused = isFile && !takesFile(request) && !is404 && !['GET', 'HEAD'].includes(method);
    done(isRefused ? notJson() : undefined);
  });
}

/** As it comes, for whoever reads it once the guards have run. */
function readCapsulesWhereTaken(fastify: FastifyInstance): void {
  fastify.addContentTypeParser('application/gzip', (request, packed, done) => {
    const { takesCapsule } = request.routeOptions.config as { takesCapsule?: boolean };
    if (takesCapsule || request.is404) done(null, packed);
    else done(notJson());
  });
}

/** A compressed body would be read as broken text; unpacking one would need limits of its own. */
function refuseEncoding({ headers }: FastifyRequest): void {
  const encoding = headers['content-encoding'] ?? 'identity';
  if (encoding.toLowerCase() !== 'identity') throw encodingUnsupported();
}

/** The router's own refusals (a broken escape, an endless parameter) come before any hook. */
function answerUnroutable(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  markAnswer(request, reply);
  const problem = toProblem(error, request.id);
  void reply
    .code(problem.status)
    .type('application/problem+json; charset=utf-8')
    .send(JSON.stringify(problem));
}
