import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { pipeline } from 'node:stream/promises';
import { constants, createGzip, type Gzip } from 'node:zlib';

import type { CapsuleEnd, CapsuleHeader } from './capsule-format.js';
import type { PrivateFile } from './private-file.js';

/** Writes the lines of a capsule, packed for speed, and the checksums that close it; waits while the disk is behind. */
export class CapsuleWriter {
  private readonly gzip: Gzip = createGzip({ level: constants.Z_BEST_SPEED });
  private readonly all = createHash('sha256');
  private readonly packed = createHash('sha256');
  private readonly written: Promise<void>;
  private table = createHash('sha256');
  private tableRows = 0;
  private tables = 0;
  private rows = 0;

  constructor(
    file: PrivateFile,
    private readonly signal?: AbortSignal,
  ) {
    const { packed } = this;
    const counted = async function* (chunks: AsyncIterable<Buffer>) {
      for await (const chunk of chunks) {
        packed.update(chunk);
        yield chunk;
      }
    };
    this.written = pipeline(this.gzip, counted, file.fill, { signal });
    // told by whoever writes next, and by `end`
    this.written.catch(() => undefined);
  }

  begin(header: CapsuleHeader): Promise<void> {
    return this.put(`${JSON.stringify(header)}\n`);
  }

  beginTable(name: string): Promise<void> {
    this.table = createHash('sha256');
    this.tableRows = 0;
    return this.put(`${JSON.stringify(['table', name])}\n`);
  }

  /** As the database wrote them, each on one line. */
  addRows(rows: readonly string[]): Promise<void> {
    const text = rows.map((row) => `${row}\n`).join('');
    this.table.update(text);
    this.tableRows += rows.length;
    return this.put(text);
  }

  endTable(table: string, digest: string | null): Promise<void> {
    this.tables += 1;
    this.rows += this.tableRows;
    const total = { table, rows: this.tableRows, sha256: this.table.digest('hex'), digest };
    return this.put(`${JSON.stringify(['total', total])}\n`);
  }

  /** Returns the SHA-256 of the packed file, in base64. */
  async end(samples: CapsuleEnd['samples']): Promise<string> {
    const { tables, rows } = this;
    const end: CapsuleEnd = { tables, rows, samples, sha256: this.all.digest('hex') };
    this.gzip.end(`${JSON.stringify(['end', end])}\n`);
    await this.written;
    return this.packed.digest('base64');
  }

  /** For a capsule that will not be whole. */
  async abandon(): Promise<void> {
    this.gzip.destroy();
    await this.written.catch(() => undefined);
  }

  private async put(text: string): Promise<void> {
    this.signal?.throwIfAborted();
    this.all.update(text);
    if (this.gzip.destroyed) return this.written;
    if (!this.gzip.write(text)) await once(this.gzip, 'drain');
  }
}
