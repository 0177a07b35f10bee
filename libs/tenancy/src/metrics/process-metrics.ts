import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/**
 * What one process counts, for Prometheus: memory, processor and event loop from the start, and what a door makes here.
 * Names get `storehand_` before them. Each label has a fixed set of values, none of them a store, an address or a text.
 */
export class ProcessMetrics {
  private readonly registry = new Registry();

  constructor() {
    collectDefaultMetrics({ register: this.registry, prefix: 'storehand_' });
  }

  counter<L extends string>(name: string, help: string, labelNames: L[]): Counter<L> {
    return new Counter({ ...this.named(name, help), labelNames });
  }

  gauge<L extends string>(name: string, help: string, labelNames: L[]): Gauge<L> {
    return new Gauge({ ...this.named(name, help), labelNames });
  }

  /** `buckets`: the upper end of each, ascending. */
  histogram<L extends string>(
    name: string,
    help: string,
    labelNames: L[],
    buckets: number[],
  ): Histogram<L> {
    return new Histogram({ ...this.named(name, help), labelNames, buckets });
  }

  /** Everything in the text format of Prometheus, and the type to send it as. */
  async read(): Promise<{ type: string; text: string }> {
    return { type: this.registry.contentType, text: await this.registry.metrics() };
  }

  private named(name: string, help: string) {
    return { name: `storehand_${name}`, help, registers: [this.registry] };
  }
}
