import path from 'node:path';

import { Piscina } from 'piscina';

import type { FileReading, RawFile } from '../../reading/file-reading.js';
import { type FeedReading, type RawFeed, readFeed } from '../../reading/read-feed.js';
import { readFile } from '../../reading/read-file.js';
import { type ExtractedPage, extractPage, type RawPage } from './extract-page.js';
import type { extractInWorker, readFeedInWorker, readFileInWorker } from './extract-page.worker.js';

export type ExtractionResult =
  { outcome: 'extracted'; page: ExtractedPage } | { outcome: 'extraction_failed'; detail: string };

export interface ExtractionPoolOptions {
  /** 0 extracts in the calling thread: for tests, whose loader cannot start compiled threads. No time limit then. */
  threads: number;
  timeoutMs: number;
  /** A manual of 500 pages takes a while. */
  fileTimeoutMs: number;
}

export interface Unforeseen {
  outcome: 'extraction_failed';
  detail: string;
}
export type FileResult = FileReading | Unforeseen;
type Entries = {
  extractInWorker: typeof extractInWorker;
  readFileInWorker: typeof readFileInWorker;
  readFeedInWorker: typeof readFeedInWorker;
};

const threadHeapMegabytes = 256;
const idleMs = 30_000;
/** Beside this file, and compiled or not as this file is. */
const threadEntry = new URL(
  `./extract-page.worker${path.extname(import.meta.url)}`,
  import.meta.url,
).href;

/**
 * Extracts pages and reads files in threads of their own, so that a heavy page never stalls the event loop. A page that
 * takes too long or too much memory costs its thread, not the process, and ends as `extraction_failed`. Threads start when
 * first needed.
 */
export class ExtractionPool {
  private piscina: Piscina | null = null;

  constructor(private readonly options: ExtractionPoolOptions) {}

  async extract(page: RawPage, signal: AbortSignal): Promise<ExtractionResult> {
    const { timeoutMs: limitMs, threads } = this.options;
    const extracted = await this.settled(signal, limitMs, () =>
      threads === 0
        ? extractPage(page)
        : this.inThread<ExtractedPage>('extractInWorker', page, signal, limitMs),
    );
    return 'outcome' in extracted ? extracted : { outcome: 'extracted', page: extracted };
  }

  /** The same for a product feed, within the time for files. */
  readFeed(feed: RawFeed, signal: AbortSignal): Promise<FeedReading | Unforeseen> {
    const { fileTimeoutMs: limitMs, threads } = this.options;
    return this.settled(signal, limitMs, () =>
      threads === 0
        ? readFeed(feed)
        : this.inThread<FeedReading>('readFeedInWorker', feed, signal, limitMs),
    );
  }

  /** The same for a file, within the time for files. */
  read(file: RawFile, signal: AbortSignal): Promise<FileResult> {
    const { fileTimeoutMs: limitMs, threads } = this.options;
    return this.settled(signal, limitMs, () =>
      threads === 0
        ? readFile(file)
        : this.inThread<FileReading>('readFileInWorker', file, signal, limitMs),
    );
  }

  async onModuleDestroy(): Promise<void> {
    await this.piscina?.destroy();
    this.piscina = null;
  }

  private async settled<T>(
    signal: AbortSignal,
    limitMs: number,
    read: () => T | Promise<T>,
  ): Promise<T | Unforeseen> {
    signal.throwIfAborted();
    try {
      return await read();
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      return { outcome: 'extraction_failed', detail: describe(error, limitMs) };
    }
  }

  private inThread<T>(
    name: keyof Entries,
    input: object,
    signal: AbortSignal,
    limitMs: number,
  ): Promise<T> {
    const { threads } = this.options;
    this.piscina ??= new Piscina({
      filename: threadEntry,
      minThreads: 0,
      maxThreads: threads,
      idleTimeout: idleMs,
      resourceLimits: { maxOldGenerationSizeMb: threadHeapMegabytes },
    });
    const limit = AbortSignal.any([signal, AbortSignal.timeout(limitMs)]);
    return this.piscina.run(input, { name, signal: limit }) as Promise<T>;
  }
}

function describe(error: unknown, timeoutMs: number): string {
  const { name, message, code } = error as { name?: string; message?: string; code?: string };
  if (name === 'AbortError' || name === 'TimeoutError') return `reading took over ${timeoutMs} ms`;
  if (code === 'ERR_WORKER_OUT_OF_MEMORY') return 'reading took too much memory';
  return `it could not be read (${message ?? 'unknown'})`;
}
