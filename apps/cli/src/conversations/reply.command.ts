import { type Command, optionalStoreIdOption } from '../commands/command.js';
import { conversationParams } from './conversation-params.js';

/** As a person of the store, who takes the conversation over first where nobody has it yet. */
export const reply: Command = {
  words: ['conversations', 'reply'],
  summary: 'Answer a shopper yourself; the agent is silent from then on.',
  argument: { name: 'conversation-id', description: 'The id that "conversations list" shows.' },
  options: {
    'store-id': optionalStoreIdOption,
    text: {
      type: 'string',
      value: '<text>',
      description: 'What you say: 1 to 4,000 characters.',
      isRequired: true,
    },
  },
  example: 'conversations reply <conversation-id> --store-id <id> --text "I have sent a new one."',
  async run({ api, terminal, isJson, hint }, input) {
    const id = input.argument('conversation-id');
    const content = input.need('text');
    const params = conversationParams(input, id);
    const { state } = await api.get('/api/v1/conversations/{conversation_id}', { params });
    if (state !== 'human') {
      await api.post('/api/v1/conversations/{conversation_id}/take-over', { params });
    }
    const said = await api.post('/api/v1/conversations/{conversation_id}/replies', {
      params,
      body: { content },
    });
    if (isJson) return terminal.print(JSON.stringify(said));
    terminal.print('Said. The conversation is yours.');
    terminal.note(hint(`conversations give-back ${id}`));
  },
};
