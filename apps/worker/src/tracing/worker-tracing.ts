import { answerChecked, answerEnded, toolCalled } from '@app/agent';
import { ingestEnded, searchEnded, stepEnded } from '@app/knowledge';
import { jobRan, modelCalled, Tracing } from '@app/tenancy';

/** What a worker makes spans of: each job goes on with the trace of whoever asked for it, else it begins one. */
export async function openWorkerTracing(): Promise<Tracing> {
  const tracing = await Tracing.open('storehand-worker');
  return tracing
    .follow(jobRan, { name: ({ job }) => job, begins: true, kind: 'consumer' })
    .follow(stepEnded, { name: ({ step }) => step })
    .follow(ingestEnded)
    .follow(answerEnded)
    .follow(searchEnded)
    .follow(modelCalled, { name: ({ purpose }) => `model ${purpose}` })
    .follow(toolCalled, { name: ({ tool }) => `tool ${tool}` })
    .follow(answerChecked);
}
