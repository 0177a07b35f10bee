import type { Server } from './server.js';
import { unreachable } from './wrong-server.js';

export interface Wish {
  method: string;
  path: string;
  /** A form is sent as one, with its files; everything else as JSON. */
  body?: unknown;
  headers?: Record<string, string>;
}

/** Sends one request with the server's key. It follows no redirect: the key is for this address. */
export async function sendRequest(
  { url, key }: Server,
  { method, path, body, headers }: Wish,
  signal: AbortSignal,
): Promise<Response> {
  const isForm = body instanceof FormData;
  try {
    return await fetch(`${url}/api/v1${path}`, {
      method,
      signal,
      redirect: 'manual',
      headers: {
        authorization: `Bearer ${key}`,
        accept: 'application/json',
        ...(body !== undefined && !isForm && { 'content-type': 'application/json' }),
        ...headers,
      },
      body: isForm || body === undefined ? body : JSON.stringify(body),
    });
  } catch (error) {
    if (signal.aborted) throw error;
    throw unreachable(url, error);
  }
}
