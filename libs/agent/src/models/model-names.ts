import type { EmbeddingModel } from '@app/knowledge';

import type { AgentConfig } from '../agent.config.js';

export const MODEL_NAMES = Symbol('ModelNames');

/** The models that the operator named, as their servers call them; stores may name others of their own. */
export type ModelNames = ReadonlySet<string>;

export function modelNames(
  { chatModel, cheaperModel }: AgentConfig,
  { model }: EmbeddingModel,
): ModelNames {
  const names = [chatModel?.model, cheaperModel, model];
  return new Set(names.filter((name) => name != null));
}
