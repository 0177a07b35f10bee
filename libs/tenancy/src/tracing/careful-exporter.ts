import { Logger } from '@nestjs/common';
import type { ReadableSpan, SpanExporter } from '@opentelemetry/sdk-trace';

type Done = Parameters<SpanExporter['export']>[1];

const onceEveryMs = 60_000;

/** Sends spans by another; where that fails they are lost, which a line a minute tells, and nothing else is harmed. */
export class CarefulExporter implements SpanExporter {
  private readonly log = new Logger('tracing');
  private nextAt = 0;
  private lost = 0;

  constructor(private readonly exporter: SpanExporter) {}

  export(spans: ReadableSpan[], done: Done): void {
    this.exporter.export(spans, ({ code, error }) => {
      if (code !== 0) this.tell(spans.length, error);
      done({ code: 0 });
    });
  }

  shutdown(): Promise<void> {
    return this.exporter.shutdown();
  }

  private tell(spans: number, error?: Error): void {
    this.lost += spans;
    if (Date.now() < this.nextAt) return;
    const { code } = (error ?? {}) as { code?: unknown };
    this.log.warn({ code, lost: this.lost }, 'Spans could not be sent and are lost');
    this.nextAt = Date.now() + onceEveryMs;
    this.lost = 0;
  }
}
