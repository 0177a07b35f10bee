import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as sleep } from 'node:timers/promises';

import {
  type Context,
  INVALID_SPAN_CONTEXT,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
  type Tracer,
} from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { defaultResource, resourceFromAttributes } from '@opentelemetry/resources';
import {
  BatchSpanProcessor,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace';

import type { HappeningEvent } from '../events/define-event.js';
import { CarefulExporter } from './careful-exporter.js';
import type { FollowOptions, Traced } from './followed-event.js';
import { hasFailed, toAttributes } from './to-attributes.js';
import type { TracingConfig } from './tracing.config.js';

/** Little of it is lost with a process that is killed, and a collector that is away is asked no more often. */
const sendEveryMs = 1_000;
const sendWithinMs = 4_000;
/** What is not sent by then is left: the database and its connections still have to be closed. */
const lastSpansMs = 3_000;
/** In memory; what comes on top of them is lost. */
const mostWaiting = 2_048;

/** Makes spans of events and sends them, as OTLP over HTTP. Loaded only where there are traces. */
export class Spans {
  private readonly provider: TracerProvider;
  private readonly tracer: Tracer;
  private readonly current = new AsyncLocalStorage<Span>();
  private readonly begun = new WeakMap<object, Span>();

  constructor(service: string, { url, headers, share }: TracingConfig) {
    const exporter = new OTLPTraceExporter({ url, headers, timeoutMillis: sendWithinMs });
    this.provider = new TracerProvider({
      resource: defaultResource().merge(resourceFromAttributes({ 'service.name': service })),
      sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(share) }),
      spanProcessors: [
        new BatchSpanProcessor({
          exporter: new CarefulExporter(exporter),
          scheduledDelayMillis: sendEveryMs,
          exportTimeoutMillis: 2 * sendWithinMs,
          maxQueueSize: mostWaiting,
        }),
      ],
    });
    this.tracer = this.provider.getTracer('storehand');
  }

  follow<T extends object>(event: HappeningEvent<T>, options: FollowOptions<T>): () => void {
    const unbind = event.bind(this.current, (one) => this.enter(event, one, options));
    const unsubscribe = event.subscribe((one) => this.leave(event, one, options));
    return () => {
      unbind();
      unsubscribe();
    };
  }

  /** Sends what there is, for as long as a stop can wait. */
  async close(): Promise<void> {
    const sent = this.provider.shutdown().catch(() => undefined);
    await Promise.race([sent, sleep(lastSpansMs, undefined, { ref: false })]);
  }

  /** The span of something that goes on; where it is part of nothing that is traced, one that is kept nowhere. */
  private enter<T extends object>(
    { thing }: HappeningEvent<T>,
    event: T,
    { name, begins, kind }: FollowOptions<T>,
  ): Span {
    const known = this.begun.get(event);
    if (known) return known;
    const parent = this.parentOf(event, begins);
    const span =
      parent === null
        ? trace.wrapSpanContext(INVALID_SPAN_CONTEXT)
        : this.tracer.startSpan(
            name?.(event) ?? thing,
            { kind: kinds[kind ?? 'internal'] },
            parent,
          );
    this.begun.set(event, span);
    if (begins) (event as Traced).traceparent ??= toTraceparent(span);
    return span;
  }

  private leave<T extends object>(
    { thing }: HappeningEvent<T>,
    event: T,
    { name }: FollowOptions<T>,
  ): void {
    const endTime = Date.now();
    const span = this.begun.get(event);
    if (span) {
      describe(span, event).end();
      return;
    }
    const parent = this.parentOf(event, false);
    if (parent === null) return;
    const startTime = endTime - ((event as Traced).ms ?? 0);
    const whole = this.tracer.startSpan(name?.(event) ?? thing, { startTime }, parent);
    describe(whole, event).end(endTime);
  }

  /** Null where there is nothing that it is part of. */
  private parentOf({ traceparent }: Traced, begins = false): Context | null {
    const span = begins ? fromTraceparent(traceparent) : this.current.getStore();
    if (span && trace.isSpanContextValid(span.spanContext()))
      return trace.setSpan(ROOT_CONTEXT, span);
    return begins ? ROOT_CONTEXT : null;
  }
}

const kinds = {
  server: SpanKind.SERVER,
  consumer: SpanKind.CONSUMER,
  internal: SpanKind.INTERNAL,
} as const;

function describe(span: Span, event: object): Span {
  span.setAttributes(toAttributes(event));
  if (hasFailed(event)) span.setStatus({ code: SpanStatusCode.ERROR });
  return span;
}

/** As W3C Trace Context writes it. */
function toTraceparent(span: Span): string {
  const { traceId, spanId, traceFlags } = span.spanContext();
  return `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}`;
}

function fromTraceparent(text = ''): Span | null {
  const [, traceId, spanId, flags] =
    /^00-([\da-f]{32})-([\da-f]{16})-([\da-f]{2})$/.exec(text) ?? [];
  if (traceId === undefined || spanId === undefined) return null;
  const traceFlags = Number.parseInt(String(flags), 16);
  return trace.wrapSpanContext({ traceId, spanId, traceFlags, isRemote: true });
}
