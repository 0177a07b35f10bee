import { operations } from './described-api.js';

/** How often each operation answered with what. */
export class Coverage {
  private readonly counts = new Map<string, Map<number, number>>();

  count(operation: string, status: number): void {
    const own = this.counts.get(operation) ?? new Map<number, number>();
    own.set(status, (own.get(status) ?? 0) + 1);
    this.counts.set(operation, own);
  }

  /** Operations that were never asked, and those that never did what they are for. */
  get gaps() {
    const names = operations.map(({ name }) => name);
    return {
      unasked: names.filter((name) => !this.counts.has(name)),
      unfulfilled: names.filter((name) => this.fulfilled(name) === 0),
    };
  }

  /** A line for each operation. */
  get lines(): string[] {
    return operations.map(({ name }) => {
      const counts = [...(this.counts.get(name) ?? [])].sort(([a], [b]) => a - b);
      const all = counts.map(([status, times]) => `${status}: ${times}`).join(', ');
      return `${name.padEnd(24)} ${String(this.fulfilled(name)).padStart(5)} fulfilled (${all})`;
    });
  }

  private fulfilled(name: string): number {
    return [...(this.counts.get(name) ?? [])]
      .filter(([status]) => status < 300)
      .reduce((sum, [, times]) => sum + times, 0);
  }
}
