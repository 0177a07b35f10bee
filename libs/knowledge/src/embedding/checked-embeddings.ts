import { setTimeout as sleep } from 'node:timers/promises';

import { type Counted, mostTokensOf } from '@app/tenancy';
import { OpenAIEmbeddings } from '@langchain/openai';

import type { ModelRuns } from './runs/model-runs.js';
import { WrongAnswerError } from './wrong-answer-error.js';

type Fields = NonNullable<ConstructorParameters<typeof OpenAIEmbeddings>[0]>;
type Request = Parameters<OpenAIEmbeddings['embeddingWithRetry']>[0];
type Response = Awaited<ReturnType<OpenAIEmbeddings['embeddingWithRetry']>>;

const FIRST_WAIT_MS = 500;
/** About four characters of English make a token. */
const CHARACTERS_PER_TOKEN = 4;

/**
 * LangChain's client, except that it takes the server's word for neither the number nor the order of the vectors, and
 * that a signal ends its requests and its waiting between retries, which LangChain's own retries would sit out. Each
 * request that was answered is counted once, with the retries it took.
 */
export class CheckedEmbeddings extends OpenAIEmbeddings {
  private readonly retries: number;
  private readonly signal?: AbortSignal;
  private readonly counted?: Counted;
  private readonly runs: ModelRuns;

  constructor({
    signal,
    counted,
    runs,
    ...fields
  }: Fields & { signal?: AbortSignal; counted?: Counted; runs: ModelRuns }) {
    const configuration = { ...fields.configuration, fetch: fetchUntil(signal) };
    super({ ...fields, configuration, maxRetries: 0 });
    this.retries = fields.maxRetries ?? 0;
    this.signal = signal;
    this.counted = counted;
    this.runs = runs;
  }

  protected override async embeddingWithRetry(request: Request): Promise<Response> {
    const texts = [request.input].flat() as string[];
    const mostTokens = { input: mostTokensOf(texts), output: 0 };
    const planned = { model: this.model, mostTokens };
    const call = await this.counted?.meter.begin({ ...planned, purpose: this.counted.purpose });
    const asked = { model: this.model, texts };
    const answered = this.runs.embedding(call?.about, asked, () => this.untilAnswered(request));
    const response = await answered.catch(async (error: unknown) => {
      await call?.release(this.signal?.aborted ? 'stopped' : 'failed');
      throw error;
    });
    await call?.settle(tokensOf(response, texts));
    return inOrder(request, response);
  }

  private async untilAnswered(request: Request): Promise<Response> {
    for (let attempt = 0; ; attempt++) {
      this.signal?.throwIfAborted();
      try {
        return await super.embeddingWithRetry(request);
      } catch (error) {
        if (attempt >= this.retries || isRefusal(error)) throw error;
      }
      const wait = FIRST_WAIT_MS * 2 ** attempt * (0.75 + Math.random() / 2);
      await sleep(wait, undefined, { signal: this.signal });
    }
  }
}

/** The HTTP status of a failed request, where there was an answer at all. */
export function statusOf(error: unknown): number | null {
  const status = (error as { status?: unknown } | null)?.status;
  return typeof status === 'number' ? status : null;
}

/** A refusal stays one however often we ask; being away or busy passes. */
export function isRefusal(error: unknown): boolean {
  const status = statusOf(error) ?? 0;
  return status >= 400 && status < 500 && status !== 408 && status !== 429;
}

/** What the server tells, else what such texts have about. */
function tokensOf(response: Response, texts: readonly string[]) {
  const told: unknown = response?.usage?.prompt_tokens;
  const isTold = Number.isSafeInteger(told) && (told as number) >= 0;
  const about = texts.reduce((sum, text) => sum + Math.ceil(text.length / CHARACTERS_PER_TOKEN), 0);
  return { input: isTold ? (told as number) : about, output: 0, isEstimated: !isTold };
}

function inOrder({ input }: Request, response: Response): Response {
  const texts = Array.isArray(input) ? input.length : 1;
  const vectors: unknown = response?.data;
  if (!Array.isArray(vectors) || vectors.length !== texts) {
    const answered = Array.isArray(vectors) ? `${vectors.length}` : 'no';
    throw new WrongAnswerError(`it sent ${answered} vectors for ${texts} texts`);
  }
  return { ...response, data: response.data.toSorted((a, b) => a.index - b.index) };
}

function fetchUntil(signal?: AbortSignal): typeof fetch {
  return (input, init) => {
    const signals = [init?.signal, signal].filter((each) => each instanceof AbortSignal);
    return fetch(input, { ...init, signal: AbortSignal.any(signals) });
  };
}
