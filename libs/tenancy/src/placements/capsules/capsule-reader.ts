import { createHash, type Hash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';

import type { z } from 'zod';

import { AppError } from '../../errors/app-error.js';
import { capsuleBroken, capsuleOfOtherVersion } from './capsule.errors.js';
import {
  CapsuleEnd,
  capsuleFormat,
  CapsuleHeader,
  type CapsuleTotal,
  capsuleVersion,
  EndLine,
  TableLine,
  TotalLine,
} from './capsule-format.js';

export type CapsulePart =
  | { kind: 'header'; header: CapsuleHeader }
  | { kind: 'row'; table: string; text: Buffer }
  | { kind: 'total'; total: CapsuleTotal }
  | { kind: 'end'; end: CapsuleEnd };

/** The largest file of a store takes twice its 20 MiB as text; more than this is no row of ours. */
const longestLineBytes = 128 * 1024 * 1024;

const newLine = Buffer.from('\n');
const [opensArray] = Buffer.from('[');

/**
 * The parts of a packed capsule, in order, each checked against the checksums as they come. Throws TENANCY_CAPSULE_BROKEN,
 * and TENANCY_CAPSULE_VERSION for one that only another version can read.
 */
export async function* readCapsule(packed: Readable): AsyncGenerator<CapsulePart> {
  const checks = new Checks();
  try {
    const unpacked = packed.pipe(createGunzip());
    // `pipe` does not hand on what breaks before it
    packed.once('error', (error) => unpacked.destroy(error));
    for await (const line of linesOf(unpacked)) {
      const part = checks.take(line);
      if (part) yield part;
    }
  } catch (error) {
    if (error instanceof AppError || !isOfZlib(error)) throw error;
    throw capsuleBroken('it cannot be unpacked, or ends too early', error);
  } finally {
    packed.destroy();
  }
  checks.expectEnd();
}

const isOfZlib = (error: unknown): boolean =>
  /^Z_/.test(String((error as { code?: unknown } | null)?.code));

async function* linesOf(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let parts: Buffer[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    let start = 0;
    for (let at = chunk.indexOf(newLine); at !== -1; at = chunk.indexOf(newLine, start)) {
      yield Buffer.concat([...parts, chunk.subarray(start, at)]);
      parts = [];
      length = 0;
      start = at + 1;
    }
    parts.push(chunk.subarray(start));
    length += chunk.length - start;
    if (length > longestLineBytes) throw capsuleBroken('one of its lines has no end');
  }
  if (length > 0) throw capsuleBroken('it ends in the middle of a line');
}

/** What has to be true of the lines so far. */
class Checks {
  private readonly all = createHash('sha256');
  private hasHeader = false;
  private end?: CapsuleEnd;
  private table: { name: string; hash: Hash; rows: number } | null = null;
  private tables = 0;
  private rows = 0;

  take(line: Buffer): CapsulePart | null {
    if (this.end) throw capsuleBroken('it goes on after its last line');
    const isRow = line[0] !== opensArray;
    const part = this.hasHeader && isRow ? this.row(line) : this.mark(line);
    if (part?.kind !== 'end') this.all.update(line).update(newLine);
    return part;
  }

  expectEnd(): void {
    if (!this.end) throw capsuleBroken('its last line is missing');
  }

  private row(line: Buffer): CapsulePart {
    if (this.table === null) throw capsuleBroken('it has rows outside its tables');
    this.table.hash.update(line).update(newLine);
    this.table.rows += 1;
    return { kind: 'row', table: this.table.name, text: line };
  }

  private mark(line: Buffer): CapsulePart | null {
    const value = jsonOf(line);
    if (!this.hasHeader) return this.header(value);
    const [kind] = Array.isArray(value) ? (value as unknown[]) : [];
    if (kind === 'table') {
      this.table = { name: parsed(TableLine, value)[1], hash: createHash('sha256'), rows: 0 };
      return null;
    }
    return kind === 'total' ? this.total(value) : this.last(value);
  }

  private header(value: unknown): CapsulePart {
    const { format, version } = (value ?? {}) as { format?: unknown; version?: unknown };
    if (format !== capsuleFormat) throw capsuleBroken('its first line is another’s');
    if (version !== capsuleVersion) {
      throw capsuleOfOtherVersion(
        `version ${String(version)} of the format`,
        `version ${capsuleVersion}`,
      );
    }
    this.hasHeader = true;
    return { kind: 'header', header: parsed(CapsuleHeader, value) };
  }

  private total(value: unknown): CapsulePart {
    const [, total] = parsed(TotalLine, value);
    const { name, rows, hash } = this.table ?? { name: '', rows: 0, hash: createHash('sha256') };
    const isRight =
      total.table === name && total.rows === rows && total.sha256 === hash.digest('hex');
    if (!isRight) throw capsuleBroken(`its table "${total.table}" is not as it was written`);
    this.table = null;
    this.tables += 1;
    this.rows += rows;
    return { kind: 'total', total };
  }

  private last(value: unknown): CapsulePart {
    const [, end] = parsed(EndLine, value);
    const isRight =
      this.table === null &&
      end.tables === this.tables &&
      end.rows === this.rows &&
      end.sha256 === this.all.digest('hex');
    if (!isRight) throw capsuleBroken('its checksum is not that of its lines');
    this.end = end;
    return { kind: 'end', end };
  }
}

function jsonOf(line: Buffer): unknown {
  try {
    return JSON.parse(line.toString('utf8'));
  } catch (error) {
    throw capsuleBroken('one of its lines cannot be read', error);
  }
}

function parsed<S extends z.ZodType>(shape: S, value: unknown): z.infer<S> {
  const result = shape.safeParse(value);
  if (!result.success) throw capsuleBroken('one of its lines is not of its form', result.error);
  return result.data;
}
