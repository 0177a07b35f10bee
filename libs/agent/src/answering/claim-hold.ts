import { answerCancelled } from '../agent.errors.js';

/** Several times within a claim, so that one slow statement does not lose it; also how fast a cancel elsewhere is seen. */
const RENEW_MS = 5_000;

/**
 * Renews the claim on a conversation while its answer is written, and aborts `signal` once the claim is gone: then
 * another process ended the answer. A database that does not answer is no reason to stop; the claim lasts a while.
 */
export class ClaimHold {
  private readonly controller = new AbortController();
  private readonly timer: NodeJS.Timeout;

  constructor(private readonly renew: () => Promise<boolean>) {
    this.timer = setInterval(() => void this.look(), RENEW_MS).unref();
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  release(): void {
    clearInterval(this.timer);
  }

  private async look(): Promise<void> {
    const isOurs = await this.renew().catch(() => true);
    if (!isOurs) this.controller.abort(answerCancelled());
  }
}
