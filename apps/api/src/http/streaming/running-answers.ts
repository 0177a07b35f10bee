import type { KeyHolder, ScopedRequest } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { clientGone, shuttingDown } from '../problems/http.errors.js';

/** After this an answer that ignores its signal is left behind. */
const lastWordMs = 2_000;

/** One answer being written: aborted when its client goes away or the server stops. */
export interface RunningAnswer {
  signal: AbortSignal;
  /** Its caller went away, or has all of it. */
  abort(): void;
  /** The work on it is over, what it has to keep included. */
  end(): void;
}

/** Knows every answer being written, so that a stop can let them finish and then end them with a final event. */
@Injectable()
export class RunningAnswers {
  /** Each with whose key asked; the operator's has no id. */
  private readonly running = new Map<AbortController, KeyHolder | undefined>();
  private draining = false;
  private whenEmpty: () => void = () => undefined;

  get isDraining(): boolean {
    return this.draining;
  }

  /** `request` is one that the guard let through. */
  begin(request?: Partial<ScopedRequest>): RunningAnswer {
    if (this.draining) throw shuttingDown();
    const controller = new AbortController();
    const caller = request?.principal;
    this.running.set(controller, caller?.kind === 'admin' ? undefined : caller);
    return {
      signal: controller.signal,
      abort: () => controller.abort(clientGone()),
      end: () => this.end(controller),
    };
  }

  /** Who waits for an answer with a store's key. */
  holders(): KeyHolder[] {
    return [...this.running.values()].filter((holder) => holder !== undefined);
  }

  /** Ends the answers of these; a stream gets the reason as its final event. */
  refuse(holders: readonly KeyHolder[], reason: Error): void {
    const refused = new Set(holders);
    for (const [controller, holder] of this.running) {
      if (holder && refused.has(holder)) controller.abort(reason);
    }
  }

  /** Takes no more answers, waits for the running ones, and after the grace ends those with `SHUTTING_DOWN`. */
  async drain(graceMs: number): Promise<void> {
    this.draining = true;
    await this.emptyWithin(graceMs);
    for (const controller of this.running.keys()) controller.abort(shuttingDown());
    await this.emptyWithin(lastWordMs);
  }

  private end(controller: AbortController): void {
    this.running.delete(controller);
    if (this.running.size === 0) this.whenEmpty();
  }

  private async emptyWithin(ms: number): Promise<void> {
    if (this.running.size === 0) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.whenEmpty = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
