import { type ModelCalled, modelCalled } from '@app/tenancy';

import type { ChatUsage } from './chat-model.js';

/** Takes the time of one call of a chat model; what it returns tells how the call ended. */
export function startCall(model: string) {
  const start = performance.now();
  return (end: ModelCalled['end'], usage: ChatUsage | null): void => {
    const { inputTokens, outputTokens } = usage ?? { inputTokens: 0, outputTokens: 0 };
    const ms = Math.round(performance.now() - start);
    modelCalled.publish({ purpose: 'chat', model, end, ms, inputTokens, outputTokens, cost: null });
  };
}
