import { Injectable, type OnApplicationShutdown } from '@nestjs/common';

import type { HappeningEvent } from '../events/define-event.js';
import type { Spans } from './spans.js';
import { readTracingConfig } from './tracing.config.js';

/** What an event may say beside its names and numbers. */
export interface Traced {
  /** How long it took. */
  ms?: number;
  traceparent?: string;
}

export interface FollowOptions<T> {
  /** What its span is called: one of few names. Left out: as the event. */
  name?: (event: T) => string;
  /** It begins a trace where it is told of none; all else is traced only as part of something. */
  begins?: boolean;
  kind?: 'server' | 'consumer' | 'internal';
}

/**
 * Traces for doors: spans of the events that a door follows. Rooms know nothing of it. Without
 * OTEL_EXPORTER_OTLP_ENDPOINT nothing is loaded, followed or sent.
 */
@Injectable()
export class Tracing implements OnApplicationShutdown {
  private readonly ends: (() => void)[] = [];

  private constructor(private readonly spans: Spans | null) {}

  /** `service`: how this process is called among others. Throws `EnvError`. */
  static async open(service: string): Promise<Tracing> {
    const config = readTracingConfig();
    if (config === null) return new Tracing(null);
    const { Spans: Loaded } = await import('./spans.js');
    return new Tracing(new Loaded(service, config));
  }

  get isOn(): boolean {
    return this.spans !== null;
  }

  follow<T extends object>(event: HappeningEvent<T>, options: FollowOptions<T> = {}): this {
    if (this.spans !== null) this.ends.push(this.spans.follow(event, options));
    return this;
  }

  /** After everything else has ended, so that its last spans are there. */
  async onApplicationShutdown(): Promise<void> {
    for (const end of this.ends) end();
    await this.spans?.close();
  }
}
