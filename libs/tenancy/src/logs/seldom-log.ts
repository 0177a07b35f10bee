/** Enough to be seen, few enough that an outage does not fill the disk. */
const onceEveryMs = 5_000;

/** Lets one line of each kind through in five seconds; for what fails again and again while something is away. */
export class SeldomLog {
  private readonly kinds = new Map<string, { nextAt: number; leftOut: number }>();

  /** How many of this kind were left out since the last; undefined where this one is to be, too. Kinds are few. */
  take(kind: string): number | undefined {
    const last = this.kinds.get(kind);
    if (last && Date.now() < last.nextAt) {
      last.leftOut += 1;
      return undefined;
    }
    this.kinds.set(kind, { nextAt: Date.now() + onceEveryMs, leftOut: 0 });
    return last?.leftOut ?? 0;
  }
}
