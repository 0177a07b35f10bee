import { AppError, type Counted, type Meter } from '@app/tenancy';

import { type ChatModel, type ChatTurn, mostTokensFor } from './chat-model.js';
import type { TokenCount } from './token-count.js';

/** What a call is for, and where what it took is added up. */
export interface CallUse {
  purpose: Counted['purpose'];
  count: TokenCount;
}

/** The calls of a model for one answer, each noted. Throws AGENT_MODEL_… errors, and TENANCY_BUDGET_SPENT before a call. */
export class ModelCalls {
  constructor(
    private readonly model: ChatModel | null,
    private readonly meter: Meter,
  ) {}

  async *stream(
    turns: readonly ChatTurn[],
    { purpose, count }: CallUse,
    signal: AbortSignal,
  ): AsyncGenerator<string> {
    const { model } = this;
    if (model === null) throw new Error('No chat model is configured.');
    const mostTokens = mostTokensFor(model, contentsOf(turns));
    const call = await this.meter.begin({ purpose, model: model.name, mostTokens });
    const stream = model.stream(turns, signal, call.about);
    let output = '';
    let isCounted = false;
    try {
      for (;;) {
        const next = await stream.next();
        if (next.done) {
          isCounted = true;
          await call.settle(count.add(next.value, { turns, output }));
          return;
        }
        output += next.value;
        yield next.value;
      }
    } finally {
      await stream.return(null);
      // one that was cut off, or stopped while it was at it, has cost what it read and wrote so far
      if (!isCounted && (output !== '' || signal.aborted)) {
        await call.settle(count.add(null, { turns, output }), endOf(signal));
      } else if (!isCounted) await call.release(endOf(signal));
    }
  }

  async whole(turns: readonly ChatTurn[], use: CallUse, signal: AbortSignal): Promise<string> {
    let text = '';
    for await (const token of this.stream(turns, use, signal)) text += token;
    return text;
  }

  /** Null where the model fails, may not be asked or takes longer, for what an answer can do without; throws when the caller aborts. */
  async wholeWithin(
    ms: number,
    turns: readonly ChatTurn[],
    use: CallUse,
    signal: AbortSignal,
  ): Promise<string | null> {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(ms)]);
    try {
      return await this.whole(turns, use, limit);
    } catch (error) {
      signal.throwIfAborted();
      if (limit.aborted || error instanceof AppError) return null;
      throw error;
    }
  }
}

const endOf = ({ aborted }: AbortSignal) => (aborted ? 'stopped' : 'failed');

const contentsOf = (turns: readonly ChatTurn[]): string[] => turns.map(({ content }) => content);
