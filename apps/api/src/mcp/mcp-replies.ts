import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';

import type { StoreScope } from '@app/tenancy';
import { WebStandardStreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js';
import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { batchRefused, messageRefused } from '../http/problems/http-problem.js';
import { RunningAnswers } from '../http/streaming/running-answers.js';
import { McpTools } from './mcp-tools.js';

/**
 * Speaks MCP over streamable HTTP without sessions: one request, one server. The SDK's transport makes a web `Response`
 * that Fastify sends, so that headers, limits and logs are those of every route. A caller that goes away stops the work;
 * a list of messages is refused, since it would count as one request.
 */
@Injectable()
export class McpReplies {
  constructor(
    private readonly running: RunningAnswers,
    private readonly tools: McpTools,
  ) {}

  async send(scope: StoreScope, message: unknown, reply: FastifyReply): Promise<void> {
    if (Array.isArray(message)) throw batchRefused();
    const { request } = reply;
    const run = this.running.begin(request);
    const server = this.tools.serve({ scope, signal: run.signal, correlationId: request.id });
    reply.raw.once('close', () => {
      run.abort();
      run.end();
      void server.close();
    });
    const transport = new WebStandardStreamableHTTPServerTransport({
      enableJsonResponse: !acceptsEvents(request),
    });
    await server.connect(transport);
    const response = await transport.handleRequest(asWebRequest(request), {
      parsedBody: message ?? null,
    });
    if (response.status >= 400) throw messageRefused(await reasonOf(response));
    sendOn(response, reply);
  }
}

/** The SDK's own clients take both; others get JSON. */
const acceptsEvents = ({ headers }: FastifyRequest) =>
  headers.accept?.includes('text/event-stream') === true;

/** The body was read and bounded before, and the key is nobody's business any more. */
function asWebRequest({ url, headers }: FastifyRequest): Request {
  const version = headers['mcp-protocol-version'];
  return new Request(new URL(url, 'http://storehand'), {
    method: 'POST',
    headers: {
      accept: 'application/json, text/event-stream',
      'content-type': 'application/json',
      ...(typeof version === 'string' && { 'mcp-protocol-version': version }),
    },
  });
}

async function reasonOf(response: Response): Promise<string> {
  const { error } = (await response.json()) as { error?: { message?: string } };
  return error?.message ?? 'It is not understood';
}

function sendOn({ status, headers, body }: Response, reply: FastifyReply): void {
  void reply.code(status);
  const type = headers.get('content-type');
  if (type) void reply.type(type);
  if (type === 'text/event-stream') {
    void reply.headers({ 'X-Accel-Buffering': 'no', 'Cache-Control': 'no-store, no-transform' });
  }
  void reply.send(body ? Readable.fromWeb(body as ReadableStream) : undefined);
}
