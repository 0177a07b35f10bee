import { describeSources } from '../answers/describe-sources.js';
import { printAnswer, readAnswer } from '../answers/print-answer.js';
import type { ApiClient } from '../api/api-client.js';
import { conversationParams } from '../conversations/conversation-params.js';
import { type Command, optionalStoreIdOption } from './command.js';

const SILENT =
  'The agent says nothing: a person has this conversation, or is awaited. Your message is kept for them.';

export const ask: Command = {
  words: ['ask'],
  summary: 'Ask as a shopper would; the answer comes with its sources.',
  argument: { name: 'question', description: 'In quotes.' },
  options: {
    'store-id': optionalStoreIdOption,
    conversation: {
      type: 'string',
      value: '<id>',
      description: 'Go on with this conversation instead of starting one.',
    },
  },
  example: 'ask "How do I wash my pillow?" --store-id <id>',
  async run({ api, terminal, isJson, hint }, input) {
    const question = input.argument('question');
    const store = input.text('store-id');
    const id = input.text('conversation') ?? (await startConversation(api, store));
    const params = conversationParams(input, id);
    const events = api.ask({ params, body: { content: question } });
    if (isJson) {
      const answer = await readAnswer(events);
      return terminal.print(JSON.stringify({ conversation_id: id, ...answer }));
    }
    const answer = await printAnswer(events, terminal);
    if (answer.outcome === 'handed_off' && answer.content === '') terminal.print(SILENT);
    for (const line of describeSources(answer.citations, terminal)) terminal.print(line);
    const same = `--conversation ${id}${store ? ` --store-id ${store}` : ''}`;
    const next = [
      `\nGo on with: ${hint(`ask "…" ${same}`)}`,
      `What it rests on: ${hint(`receipt ${answer.id} ${same}`)}`,
    ];
    terminal.note(terminal.style('dim', next.join('\n'), { isNote: true }));
  },
};

async function startConversation(api: ApiClient, store?: string): Promise<string> {
  const { id } = await api.post('/api/v1/conversations', { body: { store_id: store } });
  return id;
}
