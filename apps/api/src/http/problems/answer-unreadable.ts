import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import { Socket } from 'node:net';

import { securityHeaders } from '../security-headers.js';
import { HttpProblem } from './http-problem.js';
import { toProblem } from './to-problem.js';

/** What Node's parser refuses, by its error code; anything else is `unreadable`. */
const refusals: Readonly<Record<string, HttpProblem | undefined>> = {
  HPE_HEADER_OVERFLOW: new HttpProblem({
    title: 'The headers are too large',
    status: 431,
    detail: 'The request line and headers may hold 16 KiB together; send less.',
    code: 'HEADERS_TOO_LARGE',
  }),
  ERR_HTTP_REQUEST_TIMEOUT: new HttpProblem({
    title: 'The request came too slowly',
    status: 408,
    detail: 'The request took too long to arrive whole; send it again over a faster line.',
    code: 'REQUEST_TOO_SLOW',
  }),
};

export const unreadable = new HttpProblem({
  title: 'Bad request',
  status: 400,
  detail: 'This is not a request in HTTP/1.1; check the method, the header lines and the length.',
  code: 'REQUEST_MALFORMED',
});

/** Answers a request whose body does not come. */
export function answerTooSlow(socket: Socket): void {
  answerUnreadable(Object.assign(new Error(), { code: 'ERR_HTTP_REQUEST_TIMEOUT' }), socket);
}

/** Answers what never became a request: straight to the socket, since no hook and no filter sees it. */
export function answerUnreadable(error: NodeJS.ErrnoException, socket: Socket): void {
  // a request of this process to itself has no real one
  if (!(socket instanceof Socket)) return;
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const problem = toProblem(refusals[error.code ?? ''] ?? unreadable, randomUUID());
  const body = JSON.stringify(problem);
  const lines = [
    `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}`,
    'Content-Type: application/problem+json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    `X-Correlation-Id: ${problem.correlation_id}`,
    ...Object.entries(securityHeaders).map(([name, value]) => `${name}: ${value}`),
    'Connection: close',
  ];
  socket.end(`${lines.join('\r\n')}\r\n\r\n${body}`);
  socket.destroySoon();
}
