import type { LeasedPage } from '../../frontier/frontier.repository.js';

/** With so few left to be read, more are asked for. */
const fewWaiting = 6;

export interface LeaseRequest {
  limit: number;
}

/**
 * Pages of the frontier as a slice needs them: more are leased while the last are read. Where none are free, it waits for
 * those in hand, which may lead to more.
 */
export class PageFeed {
  private readonly waiting: LeasedPage[] = [];
  private readonly inHand = new Set<string>();
  private leasing: Promise<void> | null = null;
  private failure: Error | null = null;
  private sleepers: (() => void)[] = [];
  private isDry = false;
  private isStopped = false;
  private settled = 0;

  constructor(
    private readonly mostInHand: number,
    private readonly lease: (request: LeaseRequest) => Promise<LeasedPage[]>,
  ) {}

  /** Leased, and not settled. */
  get ids(): string[] {
    return [...this.inHand];
  }

  /** Null once there are none left, or it was stopped. */
  async next(): Promise<LeasedPage | null> {
    for (;;) {
      this.throwFailure();
      if (this.isStopped) return null;
      if (this.waiting.length < fewWaiting) this.refill();
      const page = this.waiting.shift();
      if (page !== undefined) return page;
      if (this.leasing !== null) await this.leasing;
      else if (this.inHand.size === 0) return null;
      else await new Promise<void>((wake) => this.sleepers.push(wake));
    }
  }

  /** To be called when pages and what they lead to are written. */
  settle(ids: readonly string[]): void {
    for (const id of ids) this.inHand.delete(id);
    this.settled += 1;
    this.isDry = false;
    this.wakeUp();
  }

  /** What is in hand may stay so, so whoever waits for it is told. */
  stop(): void {
    this.isStopped = true;
    this.wakeUp();
  }

  /** Whoever waits for a page, or asks for one, is told. */
  fail(failure: Error): void {
    this.failure ??= failure;
    this.wakeUp();
  }

  throwFailure(): void {
    if (this.failure !== null) throw this.failure;
  }

  /** Waits for a lease that is under way. */
  async close(): Promise<void> {
    await this.leasing;
  }

  private wakeUp(): void {
    for (const wake of this.sleepers) wake();
    this.sleepers = [];
  }

  private refill(): void {
    const limit = this.mostInHand - this.inHand.size;
    if (this.leasing !== null || this.isDry || limit <= 0) return;
    this.leasing = this.take({ limit })
      .catch((error: unknown) => this.fail(error as Error))
      .finally(() => (this.leasing = null));
  }

  private async take(request: LeaseRequest): Promise<void> {
    const { settled } = this;
    const pages = await this.lease(request);
    // what was settled meanwhile may have led to more
    this.isDry = pages.length < request.limit && settled === this.settled;
    for (const { id } of pages) this.inHand.add(id);
    this.waiting.push(...pages);
  }
}
