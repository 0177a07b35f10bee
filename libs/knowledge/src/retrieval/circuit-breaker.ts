/** In a row; one alone is nothing to draw a conclusion from. */
const MOST_FAILURES = 3;
const REST_MS = 30_000;

/** Spares callers the wait for what keeps failing: it is left out for a while, then tried by one caller at a time. */
export class CircuitBreaker {
  private failures = 0;
  private restUntil = -Infinity;

  constructor(private readonly now = () => performance.now()) {}

  /** True for whoever shall try it; after a rest the next must wait for what that one finds. */
  mayTry(): boolean {
    if (this.now() < this.restUntil) return false;
    if (this.failures >= MOST_FAILURES) this.rest();
    return true;
  }

  succeed(): void {
    this.failures = 0;
    this.restUntil = -Infinity;
  }

  /** How long it is left out now, in milliseconds; 0 while it is still tried. */
  fail(): number {
    this.failures += 1;
    return this.failures < MOST_FAILURES ? 0 : this.rest();
  }

  private rest(): number {
    this.restUntil = this.now() + REST_MS;
    return REST_MS;
  }
}
