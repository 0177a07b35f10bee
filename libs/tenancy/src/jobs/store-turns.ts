const windowMs = 5 * 60_000;
/** Further behind makes no difference; BullMQ takes up to 2^21. */
const furthest = 1_000_000;

/**
 * Whose turn it is: a store's next job waits behind as many as it was given of late. Ten stores go round so, however many
 * jobs each has waiting, and one that was idle is next. Each process counts what it adds, which asks nobody.
 */
export class StoreTurns {
  private counts = new Map<string, number>();
  private before = new Map<string, number>();
  private beganAt = Date.now();

  /** What BullMQ takes as a priority: the lowest begins. */
  next(queue: string, storeId: string): number {
    this.forget(Date.now());
    const key = `${queue} ${storeId}`;
    const count = this.counts.get(key) ?? 0;
    this.counts.set(key, count + 1);
    return Math.min(count + (this.before.get(key) ?? 0), furthest);
  }

  private forget(now: number): void {
    const passed = Math.floor((now - this.beganAt) / windowMs);
    if (passed === 0) return;
    this.before = passed === 1 ? this.counts : new Map();
    this.counts = new Map();
    this.beganAt = now;
  }
}
