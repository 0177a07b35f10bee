import { setTimeout as sleep } from 'node:timers/promises';

interface Host {
  inFlight: number;
  waiting: (() => void)[];
  delayMs: number;
  /** Earliest start of the next request, in milliseconds of the monotonic clock. */
  nextStart: number;
  /** Until when the host asked to be left alone. */
  pausedUntil: number;
}

export interface HostGateLimits {
  maxInFlight: number;
  /** The longest crawl-delay that is honoured in full; a site that asks for more is crawled at this pace. */
  maxDelayMs: number;
  /** The longest Retry-After that is honoured in full. */
  maxPauseMs: number;
}

/** A longer one that a host asked for is not sat out: the caller comes back. */
const longestPauseMs = 2_000;
const rememberedHosts = 1_000;
/** The longest crawl-delay that is honoured in full. */
export const longestDelayMs = 30_000;

/**
 * Politeness: at most two requests in flight a host in this process, and the pauses that a site asks for; `HostTurns`
 * holds them over all processes. Waiting ends at once when the signal aborts.
 */
export class HostGate {
  private readonly hosts = new Map<string, Host>();

  constructor(
    private readonly limits: HostGateLimits = {
      maxInFlight: 2,
      maxDelayMs: longestDelayMs,
      maxPauseMs: 120_000,
    },
  ) {}

  /** `paused` where the host asked for a pause that is not sat out, also where it did so while this waited. */
  async run<T>(
    hostName: string,
    signal: AbortSignal,
    request: () => Promise<T>,
  ): Promise<T | 'paused'> {
    const host = this.host(hostName);
    await this.enter(host, signal);
    try {
      if (this.pauseLeftMs(hostName) > longestPauseMs) return 'paused';
      await this.waitForTurn(host, signal);
      return await request();
    } finally {
      this.leave(host);
    }
  }

  /** Spaces the starts of requests, from Crawl-delay. */
  setDelay(hostName: string, delayMs: number): void {
    this.host(hostName).delayMs = Math.min(Math.max(0, delayMs), this.limits.maxDelayMs);
  }

  /** Leaves the host alone for a while, from Retry-After. */
  pause(hostName: string, pauseMs: number): void {
    const host = this.host(hostName);
    const until = performance.now() + Math.min(Math.max(0, pauseMs), this.limits.maxPauseMs);
    host.pausedUntil = Math.max(host.pausedUntil, until);
    host.nextStart = Math.max(host.nextStart, until);
  }

  /** Starts no request before that, since another process has just made one. */
  holdOff(hostName: string, waitMs: number): void {
    const host = this.host(hostName);
    host.nextStart = Math.max(host.nextStart, performance.now() + waitMs);
  }

  /** How much longer the host wants to be left alone. */
  pauseLeftMs(hostName: string): number {
    return Math.max(0, (this.hosts.get(hostName)?.pausedUntil ?? 0) - performance.now());
  }

  /** How long a request would wait now, pauses and delays together; work that is short of time does something else. */
  waitMs(hostName: string): number {
    return Math.max(0, (this.hosts.get(hostName)?.nextStart ?? 0) - performance.now());
  }

  private host(name: string): Host {
    const known = this.hosts.get(name);
    if (known !== undefined) return known;
    if (this.hosts.size >= rememberedHosts) this.forgetIdle();
    const host: Host = { inFlight: 0, waiting: [], delayMs: 0, nextStart: 0, pausedUntil: 0 };
    this.hosts.set(name, host);
    return host;
  }

  private forgetIdle(): void {
    for (const [name, host] of this.hosts) {
      if (host.inFlight === 0 && host.nextStart < performance.now()) this.hosts.delete(name);
    }
  }

  private async enter(host: Host, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (host.inFlight < this.limits.maxInFlight) {
      host.inFlight += 1;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const admit = () => {
        signal.removeEventListener('abort', giveUp);
        resolve();
      };
      const giveUp = () => {
        host.waiting.splice(host.waiting.indexOf(admit), 1);
        reject(signal.reason as Error);
      };
      host.waiting.push(admit);
      signal.addEventListener('abort', giveUp, { once: true });
    });
  }

  private async waitForTurn(host: Host, signal: AbortSignal): Promise<void> {
    const now = performance.now();
    const start = Math.max(now, host.nextStart);
    host.nextStart = start + host.delayMs;
    if (start > now) await sleep(start - now, undefined, { signal });
  }

  private leave(host: Host): void {
    const next = host.waiting.shift();
    if (next === undefined) host.inFlight -= 1;
    else next();
  }
}
