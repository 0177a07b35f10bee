import { Injectable } from '@nestjs/common';

import { type Counted, SharedCounter } from './shared-counter.js';

/** So many in so many seconds, for whoever the name stands for. */
export interface Bucket {
  name: string;
  limit: number;
  seconds: number;
}

export interface Taken {
  isAllowed: boolean;
  remaining: number;
  /** Until the bucket is full again. */
  resetSeconds: number;
}

/** What this process may still hand out without asking. */
interface Lease {
  left: number;
}

interface Window {
  endsAt: number;
  lease: Lease;
  /** Of the whole bucket, by all processes; what is left here is part of it. */
  used: number;
  /** What is handed out while the counter is away, in a window of this process: not anew with each outage. */
  alone?: Lease & { endsAt: number };
  asking?: Promise<void>;
}

/** Buckets remembered at once, a few megabytes. */
const maxWindows = 50_000;
/** A process takes a hundredth of a bucket at a time: one round trip for many requests, and little lies idle elsewhere. */
const leaseShare = 0.01;
/** Processes that were given different limits must not take a bucket from each other at once. */
const largestLease = 100;
/** How long a process counts for itself before it asks the counter again. */
const aloneMs = 5_000;

/**
 * Buckets that all processes share, emptied in windows that begin with the first request. What is handed out never
 * exceeds the limit; two processes may leave a fiftieth of it unused. While the counter is away each process counts for
 * itself, up to the whole limit in a window, however often that happens: requests are let through rather than refused. The bucket unused for longest is
 * forgotten first, so that strangers cost a fixed amount of memory.
 */
@Injectable()
export class RequestLimits {
  private readonly windows = new Map<string, Window>();

  constructor(private readonly counter: SharedCounter) {}

  async take(bucket: Bucket): Promise<Taken> {
    const window = this.windowOf(bucket.name);
    while (window.endsAt <= Date.now() || (window.lease.left < 1 && window.used < bucket.limit)) {
      window.asking ??= this.ask(window, bucket).finally(() => (window.asking = undefined));
      await window.asking;
    }
    const { lease } = window;
    const isAllowed = lease.left >= 1;
    if (isAllowed) lease.left -= 1;
    return {
      isAllowed,
      remaining: isAllowed ? Math.max(0, bucket.limit - window.used + lease.left) : 0,
      resetSeconds: Math.max(1, Math.ceil((window.endsAt - Date.now()) / 1_000)),
    };
  }

  /** How much of a bucket is taken, what processes hold for their next requests included. */
  async usedOf({ name, limit }: Bucket): Promise<number> {
    return Math.min(limit, (await this.counter.look(name))?.used ?? 0);
  }

  private async ask(window: Window, { name, limit, seconds }: Bucket): Promise<void> {
    const lease = Math.min(largestLease, Math.max(1, Math.floor(limit * leaseShare)));
    const counted = await this.counter.add(name, lease, seconds);
    if (counted === null) countAlone(window, limit, seconds);
    else Object.assign(window, leased(counted, lease, limit));
  }

  private windowOf(name: string): Window {
    const window = this.windows.get(name) ?? { endsAt: 0, lease: { left: 0 }, used: 0 };
    this.windows.delete(name);
    this.windows.set(name, window);
    if (this.windows.size > maxWindows) this.forgetOldest();
    return window;
  }

  private forgetOldest(): void {
    const [oldest] = this.windows.keys();
    if (oldest !== undefined) this.windows.delete(oldest);
  }
}

/** The part of a lease that the bucket still held; the last may be cut, or get nothing. */
function leased({ used, endsAt }: Counted, lease: number, limit: number) {
  const left = Math.max(0, Math.min(lease, limit - (used - lease)));
  return { lease: { left }, used: Math.min(used, limit), endsAt };
}

/** What is left of the limit since this process first had to, in that window. */
function countAlone(window: Window, limit: number, seconds: number): void {
  const now = Date.now();
  if (!window.alone || window.alone.endsAt <= now) {
    window.alone = { left: limit, endsAt: now + seconds * 1_000 };
  }
  window.lease = window.alone;
  window.used = limit;
  window.endsAt = Math.min(now + aloneMs, window.alone.endsAt);
}
