import { AppError } from '@app/tenancy';

import type { ChatModel, ChatTurn } from './chat-model.js';
import type { TokenCount } from './token-count.js';

/** The calls of a model for one answer; what each has cost is added up. Throws AGENT_MODEL_… errors. */
export class ModelCalls {
  constructor(private readonly model: ChatModel | null) {}

  async *stream(
    turns: readonly ChatTurn[],
    count: TokenCount,
    signal: AbortSignal,
  ): AsyncGenerator<string> {
    if (this.model === null) throw new Error('No chat model is configured.');
    const stream = this.model.stream(turns, signal);
    let output = '';
    let isCounted = false;
    try {
      for (;;) {
        const next = await stream.next();
        if (next.done) {
          count.add(next.value, { turns, output });
          isCounted = true;
          return;
        }
        output += next.value;
        yield next.value;
      }
    } finally {
      await stream.return(null);
      // one that was cut off, or stopped while it was at it, has cost what it read and wrote so far
      if (!isCounted && (output !== '' || signal.aborted)) count.add(null, { turns, output });
    }
  }

  async whole(turns: readonly ChatTurn[], count: TokenCount, signal: AbortSignal): Promise<string> {
    let text = '';
    for await (const token of this.stream(turns, count, signal)) text += token;
    return text;
  }

  /** Null where the model fails or takes longer, for what an answer can do without; throws when the caller aborts. */
  async wholeWithin(
    ms: number,
    turns: readonly ChatTurn[],
    count: TokenCount,
    signal: AbortSignal,
  ): Promise<string | null> {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(ms)]);
    try {
      return await this.whole(turns, count, limit);
    } catch (error) {
      signal.throwIfAborted();
      if (limit.aborted || error instanceof AppError) return null;
      throw error;
    }
  }
}
