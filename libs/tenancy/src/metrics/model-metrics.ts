import { modelCalled } from '../events/model-called.js';
import type { ProcessMetrics } from './process-metrics.js';

const callSeconds = [0.1, 0.25, 0.5, 1, 2, 3, 5, 8, 13, 21, 60, 120];

/** Calls of models in this process, whichever door it is: how many, how long, their tokens and their cost. */
export class ModelMetrics {
  private readonly calls;
  private readonly seconds;
  private readonly tokens;
  private readonly cost;

  /** `names`: the models that have series of their own. */
  constructor(
    metrics: ProcessMetrics,
    private readonly names: ReadonlySet<string>,
  ) {
    const labels: ('purpose' | 'model')[] = ['purpose', 'model'];
    this.calls = metrics.counter('model_calls_total', 'Calls of models.', [...labels, 'end']);
    this.seconds = metrics.histogram(
      'model_call_duration_seconds',
      'Calls of models.',
      ['purpose'],
      callSeconds,
    );
    this.tokens = metrics.counter('model_tokens_total', 'Tokens read and written.', [
      ...labels,
      'direction',
    ]);
    this.cost = metrics.counter('model_cost_total', 'Cost at the configured prices.', labels);
  }

  /** Counts each call from now on; returns what ends it. */
  count(): () => void {
    return modelCalled.subscribe(({ purpose, model: name, end, ms, ...call }) => {
      // a store may name a model of its own, which is nothing that others should see, nor bounded
      const model = this.names.has(name) ? name : 'other';
      this.calls.inc({ purpose, model, end });
      this.seconds.observe({ purpose }, ms / 1000);
      this.tokens.inc({ purpose, model, direction: 'input' }, call.inputTokens);
      this.tokens.inc({ purpose, model, direction: 'output' }, call.outputTokens);
      if (call.cost !== null) this.cost.inc({ purpose, model }, call.cost);
    });
  }
}
