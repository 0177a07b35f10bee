/** How long an answer is remembered: with the query itself, the second within which a change takes effect. */
const rememberMs = 800;
/** Whoever asks after this has it looked up anew, and need not wait for that. */
const renewAfterMs = 400;
const rememberAtMost = 10_000;

interface Remembered<T> {
  askedAt: number;
  until: number;
  value: T;
}
interface Asking<T> {
  askedAt: number;
  answer: Promise<T>;
}

/**
 * Remembers answers for less than a second. What is asked for often is looked up once for all who ask, twice a second and
 * behind them, so that none of them waits; what is not remembered any more is looked up by the first that asks.
 */
export class ShortMemory<T> {
  private readonly remembered = new Map<string, Remembered<T>>();
  private readonly asking = new Map<string, Asking<T>>();
  private readonly renewing = new Set<string>();

  /** `endOf`: when an answer stops being true by itself, in milliseconds of the epoch. */
  constructor(private readonly endOf: (value: T) => number = () => Infinity) {}

  async get(name: string, ask: () => Promise<T>): Promise<T> {
    const now = Date.now();
    const known = this.remembered.get(name);
    if (!known || known.until <= now) return this.look(name, ask);
    if (known.askedAt + renewAfterMs <= now) this.renew(name, ask);
    return known.value;
  }

  /** Begins a look once who asked has been answered, who would else wait for its first statement to be put together. */
  private renew(name: string, ask: () => Promise<T>): void {
    if (this.renewing.has(name)) return;
    this.renewing.add(name);
    setImmediate(() => {
      this.renewing.delete(name);
      // whether it failed is told to those who have to wait for it
      this.look(name, ask).catch(() => undefined);
    });
  }

  /** Joins a look that began lately enough for its answer to be remembered, else begins one. */
  private look(name: string, ask: () => Promise<T>): Promise<T> {
    const askedAt = Date.now();
    const running = this.asking.get(name);
    if (running && running.askedAt + rememberMs > askedAt) return running.answer;
    const answer = ask()
      .then((value) => {
        this.remember(name, askedAt, value);
        return value;
      })
      .finally(() => {
        if (this.asking.get(name)?.answer === answer) this.asking.delete(name);
      });
    this.asking.set(name, { askedAt, answer });
    return answer;
  }

  private remember(name: string, askedAt: number, value: T): void {
    const known = this.remembered.get(name);
    if (known && known.askedAt > askedAt) return;
    if (this.remembered.size >= rememberAtMost) this.remembered.clear();
    const until = Math.min(askedAt + rememberMs, this.endOf(value));
    this.remembered.set(name, { askedAt, until, value });
  }
}
