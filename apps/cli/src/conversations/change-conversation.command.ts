import { type Command, optionalStoreIdOption } from '../commands/command.js';
import { conversationParams } from './conversation-params.js';

const changing = (change: 'give-back' | 'close', summary: string): Command => ({
  words: ['conversations', change],
  summary,
  argument: { name: 'conversation-id', description: 'The id that "conversations list" shows.' },
  options: { 'store-id': optionalStoreIdOption },
  example: `conversations ${change} <conversation-id> --store-id <id>`,
  async run({ api, terminal, isJson }, input) {
    const params = conversationParams(input, input.argument('conversation-id'));
    const conversation = await api.post(`/api/v1/conversations/{conversation_id}/${change}`, {
      params,
    });
    terminal.print(
      isJson ? JSON.stringify(conversation) : `The conversation is in state ${conversation.state}.`,
    );
  },
});

export const giveBack = changing('give-back', 'Let the agent answer in a conversation again.');
export const closeConversation = changing('close', 'Close a conversation; its messages stay.');
