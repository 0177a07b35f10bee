import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import { capsuleTooLarge } from './capsule.errors.js';
import { PrivateFile } from './private-file.js';

export interface Receiving {
  mostBytes: number;
  signal?: AbortSignal;
}

/** Puts what comes into a file of its own, as fast as the disk takes it. Throws TENANCY_CAPSULE_TOO_LARGE. */
export async function receiveCapsule(
  packed: Readable,
  { mostBytes, signal }: Receiving,
): Promise<PrivateFile> {
  const file = await PrivateFile.create();
  const bounded = async function* (chunks: AsyncIterable<Buffer>) {
    let bytes = 0;
    for await (const chunk of chunks) {
      bytes += chunk.length;
      if (bytes > mostBytes) throw capsuleTooLarge(mostBytes);
      yield chunk;
    }
  };
  try {
    await pipeline(packed, bounded, file.fill, { signal });
    return file;
  } catch (error) {
    await file.close();
    throw error;
  }
}
