import type { ReadPage } from '../page-keeper.js';

/** So many are worth a transaction, which others wait for where it has the only session; fewer once a moment has passed. */
const enough = 6;
const lingerMs = 200;

/** Writes pages behind those who read them, some at a time. After a failure it writes no more. */
export class PageWriter {
  private ready: ReadPage[] = [];
  private timer: NodeJS.Timeout | null = null;
  private running: Promise<void> | null = null;
  private hasFailed = false;

  /** `mostReady`: how many may become ready at all before some are written. */
  constructor(
    private readonly write: (pages: readonly ReadPage[]) => Promise<void>,
    private readonly mostReady: () => number,
    private readonly onFailure: (failure: Error) => void,
  ) {}

  add(page: ReadPage): void {
    this.ready.push(page);
    this.goOn();
  }

  /** Writes what is left. */
  async finish(): Promise<void> {
    while (this.running !== null || (this.ready.length > 0 && !this.hasFailed)) {
      this.start();
      await this.running;
    }
  }

  private goOn(): void {
    if (this.running !== null || this.ready.length === 0) return;
    if (this.ready.length >= Math.min(enough, this.mostReady())) this.start();
    else this.timer ??= setTimeout(() => this.start(), lingerMs);
  }

  private start(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    if (this.hasFailed) return;
    this.running ??= this.writeReady().finally(() => {
      this.running = null;
      this.goOn();
    });
  }

  private async writeReady(): Promise<void> {
    const pages = this.ready;
    this.ready = [];
    try {
      await this.write(pages);
    } catch (error) {
      this.hasFailed = true;
      this.onFailure(error as Error);
    }
  }
}
