import { Logger } from '@nestjs/common';
import type { ReadableSpan, SpanExporter } from '@opentelemetry/sdk-trace';

import { SeldomLog } from '../logs/seldom-log.js';

type Done = Parameters<SpanExporter['export']>[1];

/** Sends spans by another; where that fails they are lost, which a line now and then tells, and nothing else is harmed. */
export class CarefulExporter implements SpanExporter {
  private readonly log = new Logger('tracing');
  private readonly seldom = new SeldomLog();

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

  private tell(lost: number, error?: Error): void {
    const leftOut = this.seldom.take('lost');
    if (leftOut === undefined) return;
    const { code } = (error ?? {}) as { code?: unknown };
    this.log.warn({ code, lost, leftOut }, 'Spans could not be sent and are lost');
  }
}
