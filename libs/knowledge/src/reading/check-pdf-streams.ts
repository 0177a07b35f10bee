import { inflateSync } from 'node:zlib';

import { FileFaultError } from './file-reading.js';

/** A page of text has 0.1 MB, a picture of a whole page at print quality 30. */
const maxStreamBytes = 64 * 1024 * 1024;
const maxTotalBytes = 512 * 1024 * 1024;

const tooLarge = (detail: string) => new FileFaultError('too_large', detail);

/**
 * Unpacks every compressed stream of a PDF once, within bounds, because its reader knows none: 20 MB can hold 20 GB. Streams
 * that are packed twice are refused, since only their first layer can be looked at so.
 */
export function checkPdfStreams(bytes: Uint8Array): void {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  let total = 0;
  for (let at = file.indexOf('stream'); at >= 0; at = file.indexOf('stream', at + 6)) {
    if (file.toString('latin1', at - 3, at) === 'end') continue;
    const dictionary = file.toString('latin1', Math.max(0, file.lastIndexOf('obj', at)), at);
    if ((dictionary.match(/\/(FlateDecode|Fl|LZWDecode|LZW)\b/g)?.length ?? 0) > 1) {
      throw tooLarge('the file is packed twice over, as no program does; save it anew');
    }
    const start = file[at + 6] === 0x0d ? at + 8 : at + 7;
    const end = file.indexOf('endstream', start);
    total += unpackedSize(file.subarray(start, end < 0 ? file.length : end));
    if (total > maxTotalBytes)
      throw tooLarge(`the file unpacks to more than ${maxTotalBytes} bytes`);
  }
}

function unpackedSize(packed: Buffer): number {
  if ((packed[0] ?? 0) % 16 !== 8) return packed.length;
  try {
    return inflateSync(packed, { maxOutputLength: maxStreamBytes }).length;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_BUFFER_TOO_LARGE') return packed.length;
    throw tooLarge(`a part of the file unpacks to more than ${maxStreamBytes} bytes`);
  }
}
