import { AppError, type Counted } from '@app/tenancy';

import { embeddingServiceDown, embeddingServiceWrong } from '../knowledge.errors.js';
import { CheckedEmbeddings, isRefusal, statusOf } from './checked-embeddings.js';
import type { EmbeddingModel } from './embedding-model.js';
import { ModelRuns } from './runs/model-runs.js';
import { unitVector } from './unit-vector.js';
import { WrongAnswerError } from './wrong-answer-error.js';

export interface OpenAiEmbeddingOptions {
  model: string;
  /** Asked of the server and checked in its answer; null takes the model's own width. */
  dimensions: number | null;
  apiKey: string;
  baseUrl?: string;
  batchSize: number;
  timeoutMs: number;
  maxRetries: number;
}

interface EmbeddingCall {
  timeoutMs: number;
  maxRetries: number;
  signal?: AbortSignal;
  counted?: Counted;
}

/** A shopper waits for this one: the search rather goes on without vectors than past this. */
const QUERY_TIMEOUT_MS = 5_000;

/**
 * Any server that speaks OpenAI's embeddings protocol. Throws `unavailable` when it is away or busy, and `invalid` when it
 * refuses us or answers with vectors that cannot be used; nothing unusable is ever returned.
 */
export class OpenAiEmbeddingModel implements EmbeddingModel {
  readonly fingerprint: string;
  readonly model: string;
  readonly dimensions: number | null;
  readonly kind = 'semantic';
  readonly weight = 1;

  constructor(
    private readonly options: OpenAiEmbeddingOptions,
    private readonly runs = new ModelRuns(),
  ) {
    this.model = options.model;
    this.dimensions = options.dimensions;
    this.fingerprint = ['openai', options.model, options.dimensions ?? 'own'].join(':');
  }

  async embedMany(
    texts: readonly string[],
    signal?: AbortSignal,
    counted?: Counted,
  ): Promise<number[][]> {
    if (texts.length === 0) return [];
    const { timeoutMs, maxRetries } = this.options;
    const client = this.client({ timeoutMs, maxRetries, signal, counted });
    const ask = () => client.embedDocuments(texts.map(speakable));
    return this.checked(ask, signal);
  }

  async embedQuery(text: string, signal?: AbortSignal, counted?: Counted): Promise<number[]> {
    const timeoutMs = Math.min(this.options.timeoutMs, QUERY_TIMEOUT_MS);
    const client = this.client({ timeoutMs, maxRetries: 0, signal, counted });
    const ask = async () => [await client.embedQuery(speakable(text))];
    const [vector = []] = await this.checked(ask, signal);
    return vector;
  }

  private client({ timeoutMs, ...call }: EmbeddingCall) {
    const { model, dimensions, apiKey, baseUrl, batchSize } = this.options;
    return new CheckedEmbeddings({
      model,
      dimensions: dimensions ?? undefined,
      apiKey,
      batchSize,
      timeout: timeoutMs,
      runs: this.runs,
      ...call,
      configuration: { baseURL: baseUrl },
    });
  }

  private async checked(ask: () => Promise<number[][]>, signal?: AbortSignal): Promise<number[][]> {
    try {
      const vectors = await ask();
      this.checkVectors(vectors);
      return vectors.map(unitVector);
    } catch (error) {
      signal?.throwIfAborted();
      throw this.translate(error);
    }
  }

  private checkVectors(vectors: number[][]): void {
    const width = this.dimensions ?? vectors[0]?.length ?? 0;
    for (const vector of vectors) {
      if (!Array.isArray(vector) || vector.length === 0 || !vector.every(Number.isFinite)) {
        throw new WrongAnswerError(
          'it sent a vector that is empty or holds something that is no number',
        );
      }
      if (vector.length !== width) {
        throw new WrongAnswerError(
          `it sent a vector of ${vector.length} numbers instead of ${width}`,
        );
      }
    }
  }

  private translate(error: unknown): Error {
    const { model } = this.options;
    if (error instanceof AppError) return error;
    if (error instanceof WrongAnswerError)
      return embeddingServiceWrong(model, error.message, error);
    if (isRefusal(error)) {
      const reason = `it refused the request with status ${statusOf(error)}`;
      return embeddingServiceWrong(model, reason, error);
    }
    return embeddingServiceDown(model, error);
  }
}

/** Servers refuse empty texts and lone surrogates. */
const speakable = (text: string): string =>
  text.trim() === '' ? '.' : text.replace(/\p{Surrogate}/gu, '\ufffd');
