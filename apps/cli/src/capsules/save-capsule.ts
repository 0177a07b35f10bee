import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';

import { CliError } from '../cli-error.js';

/**
 * Puts a capsule where it was wanted once all of it is there and its checksum is the server's; nothing is left of one that
 * broke off. Returns how many bytes it has.
 */
export async function saveCapsule(
  { body, headers }: Response,
  file: string,
  signal: AbortSignal,
): Promise<number> {
  const part = `${file}.part`;
  const hash = createHash('sha256');
  let bytes = 0;
  const counted = async function* (chunks: AsyncIterable<Buffer>) {
    for await (const chunk of chunks) {
      hash.update(chunk);
      bytes += chunk.length;
      yield chunk;
    }
  };
  try {
    const received = Readable.fromWeb(body as ReadableStream);
    await pipeline(received, counted, createWriteStream(part, { mode: 0o600 }), { signal });
    if (headers.get('repr-digest') !== `sha-256=:${hash.digest('base64')}:`) {
      throw new CliError('What arrived is not what the server sent; export the store again.');
    }
    await rename(part, file);
    return bytes;
  } catch (error) {
    await rm(part, { force: true });
    if (signal.aborted || error instanceof CliError) throw error;
    throw new CliError(`"${file}" could not be written: ${(error as Error).message}.`);
  }
}
