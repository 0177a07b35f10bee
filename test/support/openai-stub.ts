import { createHash } from 'node:crypto';
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** How one chat completion is answered; whatever is not said takes the well-behaved way. */
export interface StubReply {
  text?: string;
  /** Before the first byte, and between tokens. */
  delayMs?: number;
  tokenDelayMs?: number;
  /** Answers with this status and a JSON error, or with `body` as it stands. */
  status?: number;
  headers?: Record<string, string>;
  body?: string;
  /** Stops sending after so many tokens: `stall` keeps the connection open, `cut` ends it. */
  stallAfter?: number;
  cutAfter?: number;
  /** Closes the connection without an answer, as a server that dies over a request. */
  isDropped?: boolean;
  finishReason?: string;
  /** Calls of tools that it wishes for; `input` is JSON, or a text that is none. */
  toolCalls?: { name: string; input: object | string }[];
  /** Each piece of their input comes with an empty name, as servers beside OpenAI's send them. */
  hasEmptyNames?: boolean;
  withUsage?: boolean;
  /** What it says it took; left out: 120 tokens read and 30 written. */
  tokens?: [number, number];
}

export interface StubRequest {
  path: string;
  headers: IncomingHttpHeaders;
  body: Record<string, unknown>;
  /** True once the client went away before the answer was complete. */
  isAborted: boolean;
}

type Script = StubReply | ((messages: { role: string; content: string }[]) => StubReply);

const USAGE = { prompt_tokens: 120, completion_tokens: 30, total_tokens: 150 };

/**
 * A server on loopback that speaks OpenAI's protocol (chat completions, streamed or not, and embeddings) and answers as
 * scripted, so that every way in which a model can fail is a line in a test.
 */
export class OpenAiStub {
  readonly requests: StubRequest[] = [];
  private readonly scripts: Script[] = [];
  private fallback: Script = { text: 'NO_ANSWER' };

  private constructor(private readonly server: Server) {}

  static async start(port = 0): Promise<OpenAiStub> {
    const server = createServer();
    const stub = new OpenAiStub(server);
    server.on('request', (request, response) => void stub.serve(request, response));
    await new Promise<void>((resolve) => void server.listen(port, '127.0.0.1', resolve));
    return stub;
  }

  get baseUrl(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/v1`;
  }

  /** The answers to the next chat completions, in this order. */
  next(...scripts: Script[]): this {
    this.scripts.push(...scripts);
    return this;
  }

  /** The answer once no scripted one is left. */
  always(script: Script): this {
    this.fallback = script;
    return this;
  }

  /** Drops what was scripted and not asked for. */
  forget(): this {
    this.scripts.length = 0;
    return this.always({ text: 'NO_ANSWER' });
  }

  chats(): StubRequest[] {
    return this.requests.filter(({ path }) => path.endsWith('/chat/completions'));
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise<void>((resolve) => void this.server.close(() => resolve()));
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readJson(request);
    const { url: path = '', headers } = request;
    const record: StubRequest = { path, headers, body, isAborted: false };
    this.requests.push(record);
    response.once('close', () => (record.isAborted = !response.writableFinished));
    if (record.path.endsWith('/embeddings')) embed(body, response);
    else if (record.path.endsWith('/chat/completions')) await this.chat(body, response);
    else response.writeHead(404).end('{"error":{"message":"no such path"}}');
  }

  private async chat(body: Record<string, unknown>, response: ServerResponse): Promise<void> {
    const script = this.scripts.shift() ?? this.fallback;
    const messages = body['messages'] as { role: string; content: string }[];
    const reply = typeof script === 'function' ? script(messages) : script;
    await sleep(reply.delayMs ?? 0, undefined, { ref: false });
    if (reply.isDropped) response.destroy();
    else if (reply.status !== undefined || reply.body !== undefined) refuse(reply, response);
    else if (body['stream'] === true) await streamReply(reply, body, response);
    else response.writeHead(200, json).end(JSON.stringify(completion(reply, body)));
  }
}

const json = { 'content-type': 'application/json' };
let completions = 0;

function refuse({ status = 200, body, headers }: StubReply, response: ServerResponse): void {
  const error = JSON.stringify({
    error: { message: 'scripted failure', type: 'stub', code: null },
  });
  response.writeHead(status, { ...json, ...headers }).end(body ?? error);
}

/** Each completion needs an id of its own: clients merge messages that share one. */
function envelope(body: Record<string, unknown>, object: string): Record<string, unknown> {
  return { id: `chatcmpl-stub-${completions}`, object, created: 1, model: body['model'] };
}

function completion(reply: StubReply, body: Record<string, unknown>): Record<string, unknown> {
  completions += 1;
  const calls = reply.toolCalls?.map(wishOf);
  const message = { role: 'assistant', content: reply.text ?? '', tool_calls: calls };
  const choices = [{ index: 0, message, finish_reason: finishOf(reply) }];
  return { ...envelope(body, 'chat.completion'), choices, usage: usageOf(reply) };
}

async function streamReply(
  reply: StubReply,
  body: Record<string, unknown>,
  response: ServerResponse,
): Promise<void> {
  completions += 1;
  const base = envelope(body, 'chat.completion.chunk');
  const send = (part: Record<string, unknown>) => {
    response.write(`data: ${JSON.stringify({ ...base, ...part })}\n\n`);
  };
  const choice = (delta: object, finish: string | null = null) => ({
    choices: [{ index: 0, delta, finish_reason: finish }],
  });
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  send(choice({ role: 'assistant', content: '' }));
  for (const [sent, token] of tokensOf(reply.text ?? '').entries()) {
    if (response.destroyed || sent === reply.stallAfter) return;
    if (sent === reply.cutAfter) return void response.end();
    send(choice({ content: token }));
    if (reply.tokenDelayMs) await sleep(reply.tokenDelayMs, undefined, { ref: false });
  }
  for (const delta of wishedPieces(reply)) send(choice({ tool_calls: [delta] }));
  send(choice({}, finishOf(reply)));
  if (reply.withUsage !== false) send({ choices: [], usage: usageOf(reply) });
  response.end('data: [DONE]\n\n');
}

function usageOf({ tokens }: StubReply) {
  if (tokens === undefined) return USAGE;
  const [prompt_tokens, completion_tokens] = tokens;
  return { prompt_tokens, completion_tokens, total_tokens: prompt_tokens + completion_tokens };
}

const finishOf = ({ finishReason, toolCalls }: StubReply): string =>
  finishReason ?? (toolCalls ? 'tool_calls' : 'stop');

type Wish = NonNullable<StubReply['toolCalls']>[number];

const wishOf = ({ name, input }: Wish, index: number) => ({
  index,
  id: `call_${completions}_${index}`,
  type: 'function',
  function: { name, arguments: typeof input === 'string' ? input : JSON.stringify(input) },
});

/** First the name of each call, then its input in pieces, as OpenAI sends them. */
function wishedPieces({ toolCalls = [], hasEmptyNames }: StubReply): object[] {
  return toolCalls.flatMap((wish, index) => {
    const { function: called, ...call } = wishOf(wish, index);
    const first = { ...call, function: { name: called.name, arguments: '' } };
    const rest = tokensOf(called.arguments).map((piece) => ({
      index,
      function: { ...(hasEmptyNames && { name: '' }), arguments: piece },
    }));
    return [first, ...rest];
  });
}

/** Pieces of up to four characters, so that words, figures and citation markers are cut in the middle. */
function tokensOf(text: string): string[] {
  return text.match(/[\s\S]{1,4}/g) ?? [];
}

function embed(body: Record<string, unknown>, response: ServerResponse): void {
  const inputs = [body['input']].flat() as string[];
  const dimensions = Number(body['dimensions'] ?? 64);
  const data = inputs.map((text, index) => {
    const vector = hashedVector(text, dimensions);
    const bytes = Buffer.from(Float32Array.from(vector).buffer).toString('base64');
    const embedding = body['encoding_format'] === 'base64' ? bytes : vector;
    return { object: 'embedding', index, embedding };
  });
  const usage = { prompt_tokens: inputs.length, total_tokens: inputs.length };
  const answer = { object: 'list', data, model: body['model'], usage };
  response.writeHead(200, json).end(JSON.stringify(answer));
}

/** The same text has the same vector, texts that share words have similar ones. */
function hashedVector(text: string, dimensions: number): number[] {
  const vector = new Array<number>(dimensions).fill(0);
  for (const word of text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? ['']) {
    const hash = createHash('sha256').update(word).digest();
    const slot = hash.readUInt32BE(0) % dimensions;
    vector[slot] = (vector[slot] ?? 0) + (hash[4]! % 2 === 0 ? 1 : -1);
  }
  const length = Math.hypot(...vector) || 1;
  return vector.map((value) => value / length);
}

async function readJson(request: IncomingMessage): Promise<Record<string, unknown>> {
  let text = '';
  for await (const piece of request) text += String(piece);
  return text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
}
