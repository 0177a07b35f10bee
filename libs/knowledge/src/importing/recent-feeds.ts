import { Injectable } from '@nestjs/common';

import type { ReadFeed } from '../reading/read-feed.js';

/** Much longer than the time between two slices of an import. */
const keptMs = 30_000;
/** What one feed may have, and what they take in memory together: about a hundred megabytes. */
const mostProducts = 50_000;

interface RecentFeed {
  feed: ReadFeed;
  timer: NodeJS.Timeout;
}

/**
 * Feeds as they were read a moment ago. An import's slices follow each other within seconds, and reading a large feed takes
 * longer than what a slice does with it. What is not here is read again.
 */
@Injectable()
export class RecentFeeds {
  private readonly feeds = new Map<string, RecentFeed>();

  get(key: string): ReadFeed | null {
    const recent = this.feeds.get(key);
    recent?.timer.refresh();
    return recent?.feed ?? null;
  }

  /** Those kept longest make room. */
  keep(key: string, feed: ReadFeed): void {
    this.forget(key);
    for (const other of this.feeds.keys()) {
      if (this.products + feed.products.length > mostProducts) this.forget(other);
    }
    const timer = setTimeout(() => this.forget(key), keptMs).unref();
    this.feeds.set(key, { feed, timer });
  }

  private get products(): number {
    return [...this.feeds.values()].reduce((sum, { feed }) => sum + feed.products.length, 0);
  }

  private forget(key: string): void {
    clearTimeout(this.feeds.get(key)?.timer);
    this.feeds.delete(key);
  }
}
