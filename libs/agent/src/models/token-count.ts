import type { TakenTokens } from '@app/tenancy';

import type { ChatTurn, ChatUsage } from './chat-model.js';

/** About four characters of English make a token. */
const CHARACTERS_PER_TOKEN = 4;

/** What the calls for one answer have cost together; lengths are counted where the server does not tell. */
export class TokenCount {
  inputTokens = 0;
  outputTokens = 0;
  isEstimated = false;

  /** Returns what this call alone took. */
  add(
    usage: ChatUsage | null,
    { turns, output: written }: { turns: readonly ChatTurn[]; output: string },
  ): TakenTokens {
    const read = turns.map(({ content }) => content).join('');
    const input = usage?.inputTokens ?? estimate(read);
    const output = usage?.outputTokens ?? estimate(written);
    this.inputTokens += input;
    this.outputTokens += output;
    this.isEstimated ||= usage === null;
    return { input, output, isEstimated: usage === null };
  }
}

function estimate(text: string): number {
  return Math.ceil(text.length / CHARACTERS_PER_TOKEN);
}
