import { Agent, fetch as webFetch } from 'undici';

import type { Server } from './server.js';
import { unreachable } from './wrong-server.js';

export interface Wish {
  method: string;
  path: string;
  /** A form is sent as one, with its files, and a file as it is; everything else as JSON. */
  body?: unknown;
  headers?: Record<string, string>;
  /** The server may say nothing for as long as it works. */
  isLong?: true;
}

const patient = new Agent({ headersTimeout: 0, bodyTimeout: 0 });

/** Node's own gives up after five minutes; the types of both differ in names only. */
const longFetch = ((url: string, init: object) =>
  webFetch(url, { ...init, dispatcher: patient })) as unknown as typeof fetch;

/** Sends one request with the server's key. It follows no redirect: the key is for this address. */
export async function sendRequest(
  { url, key }: Server,
  { method, path, body, headers, isLong }: Wish,
  signal: AbortSignal,
): Promise<Response> {
  const isAsIs = body === undefined || body instanceof FormData || body instanceof Blob;
  try {
    return await (isLong ? longFetch : fetch)(`${url}/api/v1${path}`, {
      method,
      signal,
      redirect: 'manual',
      headers: {
        authorization: `Bearer ${key}`,
        accept: 'application/json',
        ...(!isAsIs && { 'content-type': 'application/json' }),
        ...headers,
      },
      body: isAsIs ? body : JSON.stringify(body),
    });
  } catch (error) {
    if (signal.aborted) throw error;
    throw unreachable(url, error);
  }
}
