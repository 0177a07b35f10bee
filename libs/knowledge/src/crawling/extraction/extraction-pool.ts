import path from 'node:path';

import { Piscina } from 'piscina';

import { type ExtractedPage, extractPage, type RawPage } from './extract-page.js';
import type { extractInWorker } from './extract-page.worker.js';

export type ExtractionResult =
  { outcome: 'extracted'; page: ExtractedPage } | { outcome: 'extraction_failed'; detail: string };

export interface ExtractionPoolOptions {
  /** 0 extracts in the calling thread: for tests, whose loader cannot start compiled threads. No time limit then. */
  threads: number;
  timeoutMs: number;
}

const threadHeapMegabytes = 256;
const idleMs = 30_000;
/** Beside this file, and compiled or not as this file is. */
const threadEntry = new URL(
  `./extract-page.worker${path.extname(import.meta.url)}`,
  import.meta.url,
).href;
const entry: keyof { extractInWorker: typeof extractInWorker } = 'extractInWorker';

/**
 * Extracts pages in threads of their own, so that a heavy page never stalls the event loop. A page that takes too long or
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
        this.options.threads === 0 ? extractPage(page) : await this.inThread(page, signal);
      return { outcome: 'extracted', page: extracted };
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      return { outcome: 'extraction_failed', detail: describe(error, this.options.timeoutMs) };
    }
  }

  async onModuleDestroy(): Promise<void> {
    await this.piscina?.destroy();
    this.piscina = null;
  }

  private inThread(page: RawPage, signal: AbortSignal): Promise<ExtractedPage> {
    this.piscina ??= new Piscina({
      filename: threadEntry,
      name: entry,
      minThreads: 0,
      maxThreads: this.options.threads,
      idleTimeout: idleMs,
      resourceLimits: { maxOldGenerationSizeMb: threadHeapMegabytes },
    });
    // A copy of its own: small bodies share a pooled buffer, which cannot be moved.
    const body = new Uint8Array(page.body);
    return this.piscina.run(
      { ...page, body },
      {
        signal: AbortSignal.any([signal, AbortSignal.timeout(this.options.timeoutMs)]),
        transferList: [body.buffer],
      },
    ) as Promise<ExtractedPage>;
  }
}

function describe(error: unknown, timeoutMs: number): string {
  const { name, message, code } = error as { name?: string; message?: string; code?: string };
  if (name === 'AbortError' || name === 'TimeoutError')
    return `reading the page took over ${timeoutMs} ms`;
  if (code === 'ERR_WORKER_OUT_OF_MEMORY') return 'reading the page took too much memory';
  return `the page could not be read (${message ?? 'unknown'})`;
}
