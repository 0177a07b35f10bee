import { Piscina } from 'piscina';

import type { NumberedReading } from './pool-entry.js';
import { PoolLoad } from './pool-load.js';
import { PoolQueue } from './pool-queue.js';
import { ReadingClock } from './reading-clock.js';

export interface PoolOptions {
  /** The module whose exports the threads run. */
  filename: string;
  threads: number;
  /** Until a thread is free. */
  longestWaitMs: number;
}

export interface Reading {
  /** Which export reads it. */
  name: string;
  input: object;
  /** Its own time on a thread. */
  limitMs: number;
}

const threadHeapMegabytes = 256;
const idleMs = 30_000;

/**
 * Runs readings in threads, each for its own time only: the wait for a thread, and for its start, is not the page's. One that
 * takes too long or too much memory costs its thread. Threads start when first needed.
 */
export class ReadingPool {
  private piscina: Piscina | null = null;
  private readonly queue: PoolQueue;
  private readonly load = new PoolLoad();
  private readonly begun = new Map<number, () => void>();
  private lastId = 0;

  constructor(private readonly options: PoolOptions) {
    this.queue = new PoolQueue(options.threads);
  }

  async run<T>(reading: Reading, caller: AbortSignal): Promise<T> {
    const clock = new ReadingClock(caller, this.options.longestWaitMs);
    try {
      await this.queue.enter(clock.signal);
      return await this.onThread<T>(reading, clock).finally(() => this.queue.leave());
    } catch (error) {
      if (clock.signal.aborted) throw clock.signal.reason;
      throw error;
    } finally {
      clock.stop();
    }
  }

  async destroy(): Promise<void> {
    await this.piscina?.destroy();
    this.piscina = null;
  }

  private async onThread<T>({ name, input, limitMs }: Reading, clock: ReadingClock): Promise<T> {
    this.lastId += 1;
    const task: NumberedReading<object> = { id: this.lastId, input };
    let hasBegun = false;
    this.begun.set(task.id, () => {
      hasBegun = true;
      this.load.begin();
      const mark = this.load.mark();
      clock.begin(limitMs, () => this.load.wasStarvedSince(mark));
    });
    try {
      return (await this.pool().run(task, { name, signal: clock.signal })) as T;
    } finally {
      this.begun.delete(task.id);
      if (hasBegun) this.load.end();
    }
  }

  private pool(): Piscina {
    if (this.piscina !== null) return this.piscina;
    const { filename, threads: maxThreads } = this.options;
    const resourceLimits = { maxOldGenerationSizeMb: threadHeapMegabytes };
    const limits = { minThreads: 0, maxThreads, idleTimeout: idleMs, resourceLimits };
    this.piscina = new Piscina({ filename, ...limits });
    this.piscina.on('message', (id: number) => {
      this.begun.get(id)?.();
    });
    return this.piscina;
  }
}
