import { pipeline, Readable } from 'node:stream';

import { bodyDecoders, gzipDecoder, isGzip } from './body-decoders.js';
import { FetchFailureError, type FetchOptions } from './fetch-result.js';

export interface BodyRead {
  body: Uint8Array;
  isTruncated: boolean;
}

type ReadOptions = Pick<FetchOptions, 'maxBytes' | 'atCap' | 'onBytes' | 'isGzipFileUnpacked'>;

/**
 * Reads a response body through its decoders, counting what comes out, and stops at the cap. Memory stays near the cap
 * whatever the body expands to: decoders work in small chunks, under back-pressure, and are destroyed with the socket.
 */
export async function readBody(
  raw: Readable,
  contentEncoding: string,
  options: ReadOptions,
): Promise<BodyRead> {
  const decoded = await unpack(raw, contentEncoding, options);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of decoded as AsyncIterable<Uint8Array>) {
    const kept = chunk.subarray(0, options.maxBytes - size);
    size += chunk.length;
    if (options.onBytes?.(kept) === false) return { body: new Uint8Array(0), isTruncated: false };
    if (options.onBytes === undefined) chunks.push(kept);
    if (size <= options.maxBytes) continue;
    if (options.atCap === 'truncate') return { body: Buffer.concat(chunks), isTruncated: true };
    throw new FetchFailureError('too_large', `the page is larger than ${options.maxBytes} bytes`);
  }
  return { body: Buffer.concat(chunks), isTruncated: false };
}

async function unpack(
  raw: Readable,
  contentEncoding: string,
  options: ReadOptions,
): Promise<Readable> {
  const body = /deflate/i.test(contentEncoding)
    ? await peek(raw)
    : { first: new Uint8Array(0), stream: raw };
  const decoded = pipeThrough(body.stream, bodyDecoders(contentEncoding, body.first));
  if (options.isGzipFileUnpacked !== true) return decoded;
  const file = await peek(decoded);
  return pipeThrough(file.stream, isGzip(file.first) ? [gzipDecoder()] : []);
}

/** The first bytes of a stream, and a stream that still holds them. */
async function peek(stream: Readable): Promise<{ first: Uint8Array; stream: Readable }> {
  const chunks = stream[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>;
  const { value, done } = await chunks.next();
  const first: Uint8Array = done === true ? new Uint8Array(0) : value;
  return { first, stream: Readable.from(rejoin(first, chunks), { objectMode: false }) };
}

async function* rejoin(
  first: Uint8Array,
  rest: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  try {
    if (first.length > 0) yield first;
    for (let step = await rest.next(); step.done !== true; step = await rest.next())
      yield step.value;
  } finally {
    await rest.return?.();
  }
}

function pipeThrough(source: Readable, decoders: readonly NodeJS.ReadWriteStream[]): Readable {
  if (decoders.length === 0) return source;
  // The error, if any, reaches the reader of the last stream; the callback only keeps it from being thrown twice.
  return pipeline([source, ...decoders], () => undefined) as unknown as Readable;
}
