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
  private readonly running = new Set<AbortController>();
  private draining = false;
  private whenEmpty: () => void = () => undefined;

  get isDraining(): boolean {
    return this.draining;
  }

  begin(): RunningAnswer {
    if (this.draining) throw shuttingDown();
    const controller = new AbortController();
    this.running.add(controller);
    return {
      signal: controller.signal,
      abort: () => controller.abort(clientGone()),
      end: () => this.end(controller),
    };
  }

  /** Takes no more answers, waits for the running ones, and after the grace ends those with `SHUTTING_DOWN`. */
  async drain(graceMs: number): Promise<void> {
    this.draining = true;
    await this.emptyWithin(graceMs);
    for (const controller of this.running) controller.abort(shuttingDown());
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
