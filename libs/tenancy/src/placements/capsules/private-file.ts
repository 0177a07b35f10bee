import { randomUUID } from 'node:crypto';
import { type FileHandle, open, unlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';

const pieceBytes = 64 * 1024;

/** A temporary file without a name, which nobody else can open and which is gone however this process ends. */
export class PrivateFile {
  private constructor(private readonly handle: FileHandle) {}

  static async create(): Promise<PrivateFile> {
    const name = path.join(tmpdir(), `storehand-${randomUUID()}`);
    const handle = await open(name, 'wx+', 0o600);
    await unlink(name);
    return new PrivateFile(handle);
  }

  async size(): Promise<number> {
    return (await this.handle.stat()).size;
  }

  /** The end of a pipeline, which it holds back while the disk is behind. */
  readonly fill = async (chunks: AsyncIterable<Buffer>): Promise<void> => {
    for await (const chunk of chunks) await this.handle.writeFile(chunk);
  };

  /** From its beginning; may be asked for more than once. */
  read(): Readable {
    return Readable.from(this.pieces(), { objectMode: false });
  }

  /** For the last reader: the file goes with the stream. */
  readAndClose(): Readable {
    return this.handle.createReadStream({ start: 0 });
  }

  close(): Promise<void> {
    return this.handle.close();
  }

  /** The handle's own streams close it when they are given up. */
  private async *pieces(): AsyncGenerator<Buffer> {
    for (let at = 0; ;) {
      const piece = Buffer.allocUnsafe(pieceBytes);
      const { bytesRead } = await this.handle.read(piece, 0, pieceBytes, at);
      if (bytesRead === 0) return;
      at += bytesRead;
      yield piece.subarray(0, bytesRead);
    }
  }
}
