/** What the threads had had at some moment: time in which they had work, and time of a processor. */
export interface LoadMark {
  busyMs: number;
  cpuMs: number;
}

/** Of a processor for each thread at work; a thread that is left in peace has nearly all of one. */
const fairShare = 0.8;

/** Whether threads got the processors that their work needed, or had to share them with too many others. */
export class PoolLoad {
  private running = 0;
  private busyMs = 0;
  private since = performance.now();

  begin(): void {
    this.pass();
    this.running += 1;
  }

  end(): void {
    this.pass();
    this.running -= 1;
  }

  mark(): LoadMark {
    this.pass();
    // all threads but this one, which is no reader
    const cpu = process.cpuUsage();
    const own = process.threadCpuUsage();
    return {
      busyMs: this.busyMs,
      cpuMs: (cpu.user + cpu.system - own.user - own.system) / 1_000,
    };
  }

  /** `now` is there for tests. */
  wasStarvedSince({ busyMs, cpuMs }: LoadMark, now: LoadMark = this.mark()): boolean {
    return now.cpuMs - cpuMs < fairShare * (now.busyMs - busyMs);
  }

  private pass(): void {
    const now = performance.now();
    this.busyMs += this.running * (now - this.since);
    this.since = now;
  }
}
