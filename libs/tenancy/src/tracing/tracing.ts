import { Injectable, type OnApplicationShutdown } from '@nestjs/common';

import type { HappeningEvent } from '../events/define-event.js';
import type { FollowOptions } from './followed-event.js';
import type { Spans } from './spans.js';
import { readTracingConfig } from './tracing.config.js';

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
