import type { Duplex } from 'node:stream';
import zlib from 'node:zlib';

import { FetchFailureError } from './fetch-result.js';

/** Honest servers use one; each further layer multiplies what a small body can expand to. */
const maxEncodings = 2;
const chunkSize = 64 * 1024;
/** 8 MiB, the window that RFC 9659 allows for zstd on the web; the library's default of 128 MiB is an attack. */
const zstdWindowLog = 23;

/** Browsers read to the end of a cut-off body, so truncated streams end quietly instead of failing. */
const lenient = { chunkSize, finishFlush: zlib.constants.Z_SYNC_FLUSH };

/** What we offer to servers, and all that we can undo. */
export const acceptedEncodings = 'gzip, deflate, br, zstd';

/** The decompressors for a Content-Encoding header, in the order in which bytes must pass them. */
export function bodyDecoders(contentEncoding: string, firstBytes: Uint8Array): Duplex[] {
  const encodings = contentEncoding
    .toLowerCase()
    .split(',')
    .map((encoding) => encoding.trim())
    .filter((encoding) => encoding !== '' && encoding !== 'identity');
  if (encodings.length > maxEncodings) {
    throw new FetchFailureError('bad_response', `the body is encoded ${encodings.length} times`);
  }
  return encodings.reverse().map((encoding) => decoderFor(encoding, firstBytes));
}

export function gzipDecoder(): Duplex {
  return zlib.createGunzip(lenient);
}

export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

function decoderFor(encoding: string, firstBytes: Uint8Array): Duplex {
  switch (encoding) {
    case 'gzip':
    case 'x-gzip':
      return gzipDecoder();
    case 'deflate':
      return hasZlibHeader(firstBytes)
        ? zlib.createInflate(lenient)
        : zlib.createInflateRaw(lenient);
    case 'br':
      return zlib.createBrotliDecompress({
        chunkSize,
        finishFlush: zlib.constants.BROTLI_OPERATION_FLUSH,
      });
    case 'zstd':
      return zlib.createZstdDecompress({
        chunkSize,
        params: { [zlib.constants.ZSTD_d_windowLogMax]: zstdWindowLog },
      });
    default:
      throw new FetchFailureError(
        'bad_response',
        `the body has the unknown encoding "${encoding}"`,
      );
  }
}

/** "deflate" means zlib by the standard and raw deflate by some servers; the first two bytes tell (RFC 1950). */
function hasZlibHeader([first = 0, second = 0]: Uint8Array): boolean {
  return (first & 0x0f) === 8 && ((first << 8) | second) % 31 === 0;
}
