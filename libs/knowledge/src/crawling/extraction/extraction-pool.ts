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
 * Extracts pages and reads files in threads of their own, so that a heavy page never stalls the event loop. A page that takes too long or
 * too much memory costs its thread, not the process, and ends as `extraction_failed`. Threads start when first needed.
 */
export class ExtractionPool {
  private piscina: Piscina | null = null;

  constructor(private readonly options: ExtractionPoolOptions) {}

  /** Copies the bytes to the thread. */
  async extract(page: RawPage, signal: AbortSignal): Promise<ExtractionResult> {
    signal.throwIfAborted();
    try {
      const extracted =
        this.options.threads === 0
          ? extractPage(page)
          : await this.inThread<ExtractedPage>('extractInWorker', copyOf(page, 'body'), signal);
      return { outcome: 'extracted', page: extracted };
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      return { outcome: 'extraction_failed', detail: describe(error, this.options.timeoutMs) };
    }
  }

  /** The same for a product feed, within the time for files. */
  async readFeed(feed: RawFeed, signal: AbortSignal): Promise<FeedReading | Unforeseen> {
    signal.throwIfAborted();
    try {
      if (this.options.threads === 0) return readFeed(feed);
      const { input, moved } = copyOf(feed.file, 'bytes');
      const copied = { input: { ...feed, file: input }, moved };
      return await this.inThread<FeedReading>('readFeedInWorker', copied, signal);
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      return { outcome: 'extraction_failed', detail: describe(error, this.options.fileTimeoutMs) };
    }
  }

  /** The same for a file, within the time for files. */
  async read(file: RawFile, signal: AbortSignal): Promise<FileResult> {
    signal.throwIfAborted();
    try {
      if (this.options.threads === 0) return await readFile(file);
      return await this.inThread<FileReading>('readFileInWorker', copyOf(file, 'bytes'), signal);
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      return { outcome: 'extraction_failed', detail: describe(error, this.options.fileTimeoutMs) };
    }
  }

  async onModuleDestroy(): Promise<void> {
    await this.piscina?.destroy();
    this.piscina = null;
  }

  private inThread<T>(
    name: keyof Entries,
    { input, moved }: Copied,
    signal: AbortSignal,
  ): Promise<T> {
    const { timeoutMs, fileTimeoutMs } = this.options;
    const limitMs = name === 'extractInWorker' ? timeoutMs : fileTimeoutMs;
    this.piscina ??= new Piscina({
      filename: threadEntry,
      minThreads: 0,
      maxThreads: this.options.threads,
      idleTimeout: idleMs,
      resourceLimits: { maxOldGenerationSizeMb: threadHeapMegabytes },
    });
    return this.piscina.run(input, {
      name,
      signal: AbortSignal.any([signal, AbortSignal.timeout(limitMs)]),
      transferList: [moved],
    }) as Promise<T>;
  }
}

interface Copied {
  input: object;
  moved: ArrayBuffer;
}

/** A copy of its own: small bodies share a pooled buffer, which cannot be moved. */
function copyOf<K extends string>(given: Record<K, Uint8Array>, name: K): Copied {
  const bytes = new Uint8Array(given[name]);
  return { input: { ...given, [name]: bytes }, moved: bytes.buffer };
}

function describe(error: unknown, timeoutMs: number): string {
  const { name, message, code } = error as { name?: string; message?: string; code?: string };
  if (name === 'AbortError' || name === 'TimeoutError') return `reading took over ${timeoutMs} ms`;
  if (code === 'ERR_WORKER_OUT_OF_MEMORY') return 'reading took too much memory';
  return `it could not be read (${message ?? 'unknown'})`;
}
