import path from 'node:path';

import type { FileReading, RawFile } from '../../reading/file-reading.js';
import { type FeedReading, type RawFeed, readFeed } from '../../reading/read-feed.js';
import { readFile } from '../../reading/read-file.js';
import { NeverBegunError, OutOfTimeError } from '../pool/reading-clock.js';
import { type Reading, ReadingPool } from '../pool/reading-pool.js';
import { type ExtractedPage, extractPage, type RawPage } from './extract-page.js';
import type * as entries from './extract-page.worker.js';

export type ExtractionResult =
  { outcome: 'extracted'; page: ExtractedPage } | { outcome: 'extraction_failed'; detail: string };

export interface ExtractionPoolOptions {
  /** 0 extracts in the calling thread: for tests, whose loader cannot start compiled threads. No time limit then. */
  threads: number;
  /** A page's own time on a thread. */
  timeoutMs: number;
  /** A manual of 500 pages takes a while. */
  fileTimeoutMs: number;
}

export interface Unforeseen {
  outcome: 'extraction_failed';
  detail: string;
}
export type FileResult = FileReading | Unforeseen;
interface ExtractionReading extends Reading {
  name: keyof typeof entries;
}

/** Generous: that other pages are slow is no fault of this one. */
const longestWaitMs = 300_000;
/** Beside this file, and compiled or not as this file is. */
const threadFile = new URL(`./extract-page.worker${path.extname(import.meta.url)}`, import.meta.url)
  .href;

/**
 * Extracts pages and reads files in threads of their own, so that a heavy page never stalls the event loop. A page that
 * takes too long or too much memory costs its thread, not the process, and ends as `extraction_failed`; one that may have
 * failed for what else went on is read once more.
 */
export class ExtractionPool {
  private readonly threads: ReadingPool;

  constructor(private readonly options: ExtractionPoolOptions) {
    const { threads } = options;
    this.threads = new ReadingPool({ filename: threadFile, threads, longestWaitMs });
  }

  async extract(page: RawPage, signal: AbortSignal): Promise<ExtractionResult> {
    const { timeoutMs: limitMs } = this.options;
    const reading = { name: 'extractInWorker', input: page, limitMs } as const;
    const extracted = await this.settled(reading, signal, () => extractPage(page));
    return 'outcome' in extracted ? extracted : { outcome: 'extracted', page: extracted };
  }

  /** The same for a product feed, within the time for files. */
  readFeed(feed: RawFeed, signal: AbortSignal): Promise<FeedReading | Unforeseen> {
    const { fileTimeoutMs: limitMs } = this.options;
    const reading = { name: 'readFeedInWorker', input: feed, limitMs } as const;
    return this.settled(reading, signal, () => readFeed(feed));
  }

  /** The same for a file, within the time for files. */
  read(file: RawFile, signal: AbortSignal): Promise<FileResult> {
    const { fileTimeoutMs: limitMs } = this.options;
    const reading = { name: 'readFileInWorker', input: file, limitMs } as const;
    return this.settled(reading, signal, () => readFile(file));
  }

  onModuleDestroy(): Promise<void> {
    return this.threads.destroy();
  }

  private async settled<T>(
    reading: ExtractionReading,
    signal: AbortSignal,
    readHere: () => T | Promise<T>,
  ): Promise<T | Unforeseen> {
    signal.throwIfAborted();
    try {
      return await (this.options.threads === 0 ? readHere() : this.inThread<T>(reading, signal));
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      return { outcome: 'extraction_failed', detail: describe(error) };
    }
  }

  private async inThread<T>(reading: ExtractionReading, signal: AbortSignal): Promise<T> {
    try {
      return await this.threads.run<T>(reading, signal);
    } catch (error) {
      if (signal.aborted || isItsOwn(error)) throw error;
      return this.threads.run<T>(reading, signal);
    }
  }
}

/** Whether the page itself is why reading failed, and not perhaps what else the process had to do. */
function isItsOwn(error: unknown): boolean {
  if (error instanceof OutOfTimeError) return !error.wasStarved;
  return error instanceof NeverBegunError || isOutOfMemory(error);
}

function describe(error: unknown): string {
  if (error instanceof OutOfTimeError || error instanceof NeverBegunError) return error.message;
  if (isOutOfMemory(error)) return 'reading took too much memory';
  return `it could not be read (${(error as Error).message ?? 'unknown'})`;
}

function isOutOfMemory(error: unknown): boolean {
  return (error as { code?: string }).code === 'ERR_WORKER_OUT_OF_MEMORY';
}
