/** Every thread was busy with other pages for too long. */
export class NeverBegunError extends Error {
  override readonly name = 'NeverBegunError';

  constructor(waitMs: number) {
    super(`no thread was free to read it for ${waitMs / 1_000} s`);
  }
}

/** A page took too long itself; `wasStarved`: the machine may have been too busy to read it in that time. */
export class OutOfTimeError extends Error {
  override readonly name = 'OutOfTimeError';

  constructor(
    limitMs: number,
    readonly wasStarved: boolean,
  ) {
    super(`reading took over ${limitMs} ms`);
  }
}

/** The time of one reading: first until a thread takes it up, then its own on the thread. Its signal ends it. */
export class ReadingClock {
  readonly signal: AbortSignal;
  private readonly over = new AbortController();
  private timer: NodeJS.Timeout;

  constructor(caller: AbortSignal, longestWaitMs: number) {
    this.signal = AbortSignal.any([caller, this.over.signal]);
    const giveUp = () => this.over.abort(new NeverBegunError(longestWaitMs));
    this.timer = setTimeout(giveUp, longestWaitMs);
  }

  /** A thread has taken it up. */
  begin(limitMs: number, wasStarved: () => boolean): void {
    clearTimeout(this.timer);
    const giveUp = () => this.over.abort(new OutOfTimeError(limitMs, wasStarved()));
    // an answer that came while this thread was busy counts, so it is taken first
    this.timer = setTimeout(() => setImmediate(giveUp), limitMs);
  }

  stop(): void {
    clearTimeout(this.timer);
  }
}
