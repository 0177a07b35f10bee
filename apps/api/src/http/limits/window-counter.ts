import type { ThrottlerStorage } from '@nestjs/throttler';

/** Callers remembered at once, a few megabytes. */
const maxWindows = 50_000;

interface Window {
  hits: number;
  endsAt: number;
}

/**
 * Counts requests in fixed windows, in this process. No timers, and the longest unused window is forgotten first, so a
 * caller who changes keys with every request costs a fixed amount of memory.
 */
export class WindowCounter implements ThrottlerStorage {
  private readonly windows = new Map<string, Window>();

  constructor(private readonly now: () => number = Date.now) {}

  increment(key: string, ttlMs: number, limit: number) {
    const window = this.current(key, ttlMs);
    window.hits += 1;
    const seconds = Math.max(1, Math.ceil((window.endsAt - this.now()) / 1000));
    const isBlocked = window.hits > limit;
    return Promise.resolve({
      totalHits: window.hits,
      timeToExpire: seconds,
      isBlocked,
      timeToBlockExpire: isBlocked ? seconds : 0,
    });
  }

  private current(key: string, ttlMs: number): Window {
    const known = this.windows.get(key);
    const window =
      known && known.endsAt > this.now() ? known : { hits: 0, endsAt: this.now() + ttlMs };
    this.windows.delete(key);
    this.windows.set(key, window);
    if (this.windows.size > maxWindows) this.forgetOldest();
    return window;
  }

  private forgetOldest(): void {
    const [oldest] = this.windows.keys();
    if (oldest !== undefined) this.windows.delete(oldest);
  }
}
