import { Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';

import { asProbe } from './probing.js';

export interface ApiCall {
  method: string;
  /** With its query. */
  path: string;
  key?: string;
  body?: unknown;
  /** Sent as the one file of a form instead of a body. */
  file?: { name: string; text: string };
  headers?: Record<string, string>;
}

export interface ApiAnswer {
  status: number;
  text: string;
}

const boundary = 'storehand-isolation-check';

/** The API called within its own process: every hook, guard, pipe and filter, but no socket. */
@Injectable()
export class InProcessApi {
  constructor(private readonly host: HttpAdapterHost) {}

  async call({ method, path, key, body, file, headers }: ApiCall): Promise<ApiAnswer> {
    const fastify = this.host.httpAdapter.getInstance<FastifyInstance>();
    const request = {
      method: method.toUpperCase() as 'GET',
      url: path,
      headers: {
        ...(key !== undefined && { authorization: `Bearer ${key}` }),
        ...(file
          ? { 'content-type': `multipart/form-data; boundary=${boundary}` }
          : body !== undefined && { 'content-type': 'application/json' }),
        accept: '*/*',
        ...headers,
      },
      payload: file ? formOf(file) : body === undefined ? undefined : JSON.stringify(body),
    };
    // awaited inside: what `inject` returns sends nothing until it is
    const { statusCode, payload } = await asProbe(async () => await fastify.inject(request));
    return { status: statusCode, text: payload };
  }

  /** The JSON of an answer that has to be one of success; throws what the call was and how it was answered. */
  async json(call: ApiCall): Promise<Record<string, unknown>> {
    const { status, text } = await this.call(call);
    if (status >= 300) throw new Error(`${call.method} ${plain(call.path)} answered ${status}`);
    return (text === '' ? {} : JSON.parse(text)) as Record<string, unknown>;
  }
}

const formOf = ({ name, text }: { name: string; text: string }) =>
  [
    `--${boundary}`,
    `Content-Disposition: form-data; name="file"; filename="${name}"`,
    'Content-Type: application/octet-stream',
    '',
    text,
    `--${boundary}--`,
    '',
  ].join('\r\n');

const plain = (path: string) => path.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '…');
