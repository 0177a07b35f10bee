import { modelCalled } from '../events/model-called.js';
import { ModelMetrics } from './model-metrics.js';
import { ProcessMetrics } from './process-metrics.js';

const call = {
  purpose: 'answer',
  end: 'done',
  ms: 700,
  inputTokens: 30,
  outputTokens: 5,
  cost: null,
} as const;

/** What is told of models, without help and buckets. */
async function linesOf(metrics: ProcessMetrics): Promise<string[]> {
  const { text } = await metrics.read();
  return text.split('\n').filter((line) => /^storehand_model_(?!.*_bucket)/.test(line));
}

describe('metrics of model calls', () => {
  it('count calls, tokens, time and what has a price, until they are ended', async () => {
    const metrics = new ProcessMetrics();
    const end = new ModelMetrics(metrics, new Set(['ours'])).count();

    modelCalled.publish({ ...call, model: 'ours', cost: 0.25 });
    modelCalled.publish({ ...call, model: 'ours', end: 'failed' });
    end();
    modelCalled.publish({ ...call, model: 'ours' });

    expect(await linesOf(metrics)).toEqual([
      'storehand_model_calls_total{purpose="answer",model="ours",end="done"} 1',
      'storehand_model_calls_total{purpose="answer",model="ours",end="failed"} 1',
      'storehand_model_call_duration_seconds_sum{purpose="answer"} 1.4',
      'storehand_model_call_duration_seconds_count{purpose="answer"} 2',
      'storehand_model_tokens_total{purpose="answer",model="ours",direction="input"} 60',
      'storehand_model_tokens_total{purpose="answer",model="ours",direction="output"} 10',
      'storehand_model_cost_total{purpose="answer",model="ours"} 0.25',
    ]);
  });

  it('have no series for models that a store named', async () => {
    const metrics = new ProcessMetrics();
    const end = new ModelMetrics(metrics, new Set(['ours'])).count();

    for (const model of ['theirs', 'another']) modelCalled.publish({ ...call, model });
    end();

    const text = (await linesOf(metrics)).join('\n');
    expect(text).toContain('{purpose="answer",model="other",end="done"} 2');
    expect(text).not.toMatch(/theirs|another/);
  });
});
