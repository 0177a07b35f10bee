import { listedConversationShape } from '../api/shapes.js';
import { type Command, optionalStoreIdOption } from '../commands/command.js';
import { conversationPath } from './conversation-path.js';

const changing = (change: 'give-back' | 'close', summary: string): Command => ({
  words: ['conversations', change],
  summary,
  argument: { name: 'conversation-id', description: 'The id that "conversations list" shows.' },
  options: { 'store-id': optionalStoreIdOption },
  example: `conversations ${change} <conversation-id> --store-id <id>`,
  async run({ api, terminal, isJson }, input) {
    const path = conversationPath(input, input.argument('conversation-id'), change);
    const conversation = await api.post(path, listedConversationShape);
    terminal.print(
      isJson ? JSON.stringify(conversation) : `The conversation is in state ${conversation.state}.`,
    );
  },
});

export const giveBack = changing('give-back', 'Let the agent answer in a conversation again.');
export const closeConversation = changing('close', 'Close a conversation; its messages stay.');
