import { inflateRawSync } from 'node:zlib';

import { FileFaultError } from './file-reading.js';

interface Entry {
  name: string;
  isEncrypted: boolean;
  method: number;
  packedSize: number;
  size: number;
  at: number;
}

const signature = { end: 0x06054b50, entry: 0x02014b50, local: 0x04034b50 };
const endSize = 22;
const maxCommentSize = 0xffff;
/** A document has dozens. */
const maxEntries = 10_000;

const broken = () => new FileFaultError('truncated', 'the file is not whole; give it again');

/**
 * A ZIP archive of untrusted bytes (PKWARE's APPNOTE). Nothing is unpacked but what is asked for, and never beyond the
 * bound, whatever size the archive says: a small file can claim, or hide, gigabytes.
 */
export class ZipFile {
  private readonly entries = new Map<string, Entry>();
  private readonly bytes: Buffer;
  private left: number;

  constructor(bytes: Uint8Array, maxUnpackedBytes: number) {
    this.bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    this.left = maxUnpackedBytes;
    try {
      for (const entry of directoryOf(this.bytes)) this.entries.set(entry.name, entry);
    } catch (error) {
      // the directory says of itself where its parts stand, and a broken one says nonsense
      throw error instanceof FileFaultError ? error : broken();
    }
  }

  get names(): string[] {
    return [...this.entries.keys()];
  }

  has(name: string): boolean {
    return this.entries.has(name);
  }

  /** Counts what was unpacked before; throws `too_large`, `encrypted`, `truncated` or `unreadable`. */
  read(name: string): Buffer {
    const entry = this.entries.get(name);
    if (entry === undefined) throw broken();
    if (entry.isEncrypted) {
      throw new FileFaultError('encrypted', 'the file asks for a password; save it without one');
    }
    if (entry.size > this.left) throw tooLarge();
    const unpacked = this.unpack(entry);
    this.left -= unpacked.length;
    return unpacked;
  }

  private unpack({ at, method, packedSize }: Entry): Buffer {
    if (at + 30 > this.bytes.length || this.bytes.readUInt32LE(at) !== signature.local) {
      throw broken();
    }
    const start = at + 30 + this.bytes.readUInt16LE(at + 26) + this.bytes.readUInt16LE(at + 28);
    const packed = this.bytes.subarray(start, start + packedSize);
    if (packed.length < packedSize) throw broken();
    if (method === 0) return packed;
    if (method !== 8)
      throw new FileFaultError('unreadable', 'the file is packed in an unknown way');
    try {
      return inflateRawSync(packed, { maxOutputLength: Math.max(1, this.left) });
    } catch (error) {
      throw (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE'
        ? tooLarge()
        : broken();
    }
  }
}

const tooLarge = () =>
  new FileFaultError('too_large', 'the file unpacks to more than a document holds');

function directoryOf(bytes: Buffer): Entry[] {
  const end = endOf(bytes);
  const count = bytes.readUInt16LE(end + 10);
  if (count > maxEntries) throw tooLarge();
  const entries: Entry[] = [];
  let at = bytes.readUInt32LE(end + 16);
  for (let number = 0; number < count; number += 1) {
    if (bytes.readUInt32LE(at) !== signature.entry) throw broken();
    const nameLength = bytes.readUInt16LE(at + 28);
    entries.push({
      name: bytes.toString('utf8', at + 46, at + 46 + nameLength).replace(/^\//, ''),
      isEncrypted: (bytes.readUInt16LE(at + 8) & 1) === 1,
      method: bytes.readUInt16LE(at + 10),
      packedSize: bytes.readUInt32LE(at + 20),
      size: bytes.readUInt32LE(at + 24),
      at: bytes.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return entries;
}

/** The record at the end, before a comment that may follow it. */
function endOf(bytes: Buffer): number {
  const first = Math.max(0, bytes.length - endSize - maxCommentSize);
  for (let at = bytes.length - endSize; at >= first; at -= 1) {
    if (bytes.readUInt32LE(at) === signature.end) return at;
  }
  throw broken();
}
