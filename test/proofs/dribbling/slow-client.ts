import { connect, type Socket } from 'node:net';

/** In which way a client is slow: with its headers, its body, with all, in reading much, or in reading a stream. */
export const slownesses = ['headers', 'body', 'silent', 'unread', 'stream'] as const;
export type Slowness = (typeof slownesses)[number];

export interface SlowTarget {
  port: number;
  /** Of a store. */
  key: string;
  /** A path that takes questions. */
  messages: string;
}

/** Answers that nobody reads: together far more than the system keeps for a connection. */
const unreadAnswers = 20;

/** A connection that takes its time, until the server has enough of it. */
export class SlowClient {
  /** When the server closed it: what it had said, and after how many milliseconds. */
  readonly closed: Promise<{ said: string; ms: number }>;
  private readonly socket: Socket;

  constructor(
    { port, key, messages }: SlowTarget,
    private readonly slowness: Slowness,
  ) {
    const startedAt = performance.now();
    let said = '';
    this.socket = connect(port, '127.0.0.1');
    this.socket.on('error', () => undefined);
    this.socket.write(beginnings[slowness](key, messages));
    if (slowness === 'unread' || slowness === 'stream') this.socket.pause();
    else this.socket.on('data', (chunk: Buffer) => (said += chunk.toString()));
    this.closed = new Promise((resolve) => {
      this.socket.once('close', () => resolve({ said, ms: performance.now() - startedAt }));
    });
  }

  /** A little more, as often as somebody asks for it; of those that read nothing a look whether the server is there. */
  goOn(): void {
    if (this.slowness === 'headers') this.socket.write('X-More: a\r\n');
    if (this.slowness === 'body') this.socket.write('a');
  }

  stop(): void {
    this.socket.destroy();
  }
}

const post = (path: string, key: string, headers: string) =>
  `POST ${path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${key}\r\nContent-Type: application/json\r\n${headers}\r\n`;

const question = JSON.stringify({ content: 'How do I wash the feathercloud pillow?' });

const beginnings: Record<Slowness, (key: string, messages: string) => string> = {
  silent: () => '',
  headers: () => 'GET /health/live HTTP/1.1\r\nHost: x\r\n',
  body: (key, messages) => `${post(messages, key, 'Content-Length: 100000\r\n')}{"content":"`,
  unread: () => 'GET /openapi.json HTTP/1.1\r\nHost: x\r\n\r\n'.repeat(unreadAnswers),
  stream: (key, messages) =>
    post(messages, key, `Accept: text/event-stream\r\nContent-Length: ${question.length}\r\n`) +
    question,
};
