import type { Schema } from '@app/client';

import { type Command, optionalStoreIdOption } from '../commands/command.js';
import { formatAge } from '../terminal/format-time.js';
import { oneLine } from '../terminal/printable.js';

type State = Schema<'Conversation'>['state'];

const WAITING = 'waiting_for_human';

/** Those that wait for a person, unless others are asked for. */
export const listConversations: Command = {
  words: ['conversations', 'list'],
  summary: 'List the conversations that wait for a person, the newest first.',
  options: {
    'store-id': optionalStoreIdOption,
    state: {
      type: 'string',
      value: '<state>',
      description: `agent, waiting_for_human, human or closed; default ${WAITING}.`,
    },
  },
  example: 'conversations list --store-id <id>',
  async run({ api, terminal, isJson, hint }, input) {
    const state = input.choice<State>('state') ?? WAITING;
    const query = { state, store_id: input.text('store-id') };
    const conversations = await api.list('/api/v1/conversations', { params: { query } });
    if (isJson) return terminal.print(JSON.stringify(conversations));
    if (conversations.length === 0) return terminal.note(`No conversation is in state ${state}.`);
    const rows = conversations.map(({ id, updated_at: changed, handoff }) => [
      id,
      formatAge(changed),
      formatAge(handoff?.requested_at) || '–',
      oneLine(handoff?.contact ?? '–'),
      oneLine(handoff?.note ?? ''),
    ]);
    terminal.printTable(['ID', 'CHANGED', 'PERSON ASKED FOR', 'CONTACT', 'NOTE'], rows);
    terminal.note(hint(`conversations show <id>${storeFlag(input.text('store-id'))}`));
  },
};

const storeFlag = (store?: string): string => (store === undefined ? '' : ` --store-id ${store}`);
