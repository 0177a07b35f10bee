import { answerChecked, answerEnded, toolCalled } from '@app/agent';
import { ingestEnded, searchEnded, stepEnded } from '@app/knowledge';
import { modelCalled, Tracing } from '@app/tenancy';

import { requestEnded } from './request-event.js';

/** What the API makes spans of: each request begins a trace, an answer has its searches, calls, tools and checks in it. */
export async function openApiTracing(): Promise<Tracing> {
  const tracing = await Tracing.open('storehand-api');
  return tracing
    .follow(requestEnded, { name: ({ operation }) => operation, begins: true, kind: 'server' })
    .follow(answerEnded)
    .follow(searchEnded)
    .follow(stepEnded, { name: ({ step }) => step })
    .follow(modelCalled, { name: ({ purpose }) => `model ${purpose}` })
    .follow(toolCalled, { name: ({ tool }) => `tool ${tool}` })
    .follow(answerChecked)
    .follow(ingestEnded);
}
