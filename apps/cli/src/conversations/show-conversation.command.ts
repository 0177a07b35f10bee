import type { Schema } from '@app/client';

import { type Command, optionalStoreIdOption } from '../commands/command.js';
import { printable } from '../terminal/printable.js';
import { conversationParams } from './conversation-params.js';

const speakers: Readonly<Record<string, string>> = {
  user: 'Shopper',
  assistant: 'Agent',
  human: 'Person',
};

export const showConversation: Command = {
  words: ['conversations', 'show'],
  summary: 'Show what was said in a conversation.',
  argument: { name: 'conversation-id', description: 'The id that "conversations list" shows.' },
  options: { 'store-id': optionalStoreIdOption },
  example: 'conversations show <conversation-id> --store-id <id>',
  async run({ api, terminal, isJson }, input) {
    const params = conversationParams(input, input.argument('conversation-id'));
    const messages = await api.list('/api/v1/conversations/{conversation_id}/messages', { params });
    if (isJson) return terminal.print(JSON.stringify(messages));
    for (const message of messages.filter(({ content }) => content !== '')) {
      terminal.print(
        `${terminal.style('bold', titleOf(message))}\n${printable(message.content)}\n`,
      );
    }
  },
};

/** With the id of an answer, for its receipt. */
function titleOf({ role, outcome, id }: Schema<'Message'>): string {
  const speaker = speakers[role] ?? 'Somebody';
  return role === 'assistant' ? `${speaker}, ${outcome ?? 'unfinished'} (${id})` : speaker;
}
