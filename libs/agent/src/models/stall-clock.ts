/** Aborts when nothing has happened for `timeoutMs`; each `tick` starts the wait anew. Call `stop` when done. */
export class StallClock {
  private readonly controller = new AbortController();
  private timer: NodeJS.Timeout;

  constructor(private readonly timeoutMs: number) {
    this.timer = this.start();
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  get hasStalled(): boolean {
    return this.controller.signal.aborted;
  }

  tick(): void {
    clearTimeout(this.timer);
    this.timer = this.start();
  }

  stop(): void {
    clearTimeout(this.timer);
  }

  private start(): NodeJS.Timeout {
    return setTimeout(() => this.controller.abort(), this.timeoutMs);
  }
}
