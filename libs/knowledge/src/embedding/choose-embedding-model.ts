import type { KnowledgeConfig } from '../knowledge.config.js';
import type { EmbeddingModel } from './embedding-model.js';
import { HashedEmbeddingModel } from './hashed-embedding-model.js';
import { OpenAiEmbeddingModel } from './openai-embedding-model.js';
import type { ModelRuns } from './runs/model-runs.js';

/** The model of this deployment: the one the environment names, else the built-in one. */
export function chooseEmbeddingModel(
  { embedding }: KnowledgeConfig,
  runs: ModelRuns,
): EmbeddingModel {
  return embedding === null
    ? new HashedEmbeddingModel()
    : new OpenAiEmbeddingModel(embedding, runs);
}
