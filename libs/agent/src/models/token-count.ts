import type { ChatTurn, ChatUsage } from './chat-model.js';

/** About four characters of English make a token. */
const CHARACTERS_PER_TOKEN = 4;

/** What the calls for one answer have cost together; lengths are counted where the server does not tell. */
export class TokenCount {
  inputTokens = 0;
  outputTokens = 0;
  isEstimated = false;

  add(
    usage: ChatUsage | null,
    { turns, output }: { turns: readonly ChatTurn[]; output: string },
  ): void {
    const input = turns.map(({ content }) => content).join('');
    this.inputTokens += usage?.inputTokens ?? estimate(input);
    this.outputTokens += usage?.outputTokens ?? estimate(output);
    this.isEstimated ||= usage === null;
  }
}

function estimate(text: string): number {
  return Math.ceil(text.length / CHARACTERS_PER_TOKEN);
}
