import type { Schema } from '@app/client';

import { type Command, optionalStoreIdOption } from '../commands/command.js';
import { oneLine } from '../terminal/printable.js';
import { conversationParams } from './conversation-params.js';

/** Why an answer says what it says; all of it with --json. */
export const showReceipt: Command = {
  words: ['receipt'],
  summary: 'Show what an answer rests on: evidence, pages, what was left out, tokens.',
  argument: { name: 'message-id', description: 'The id of the answer, as "ask --json" shows it.' },
  options: {
    'store-id': optionalStoreIdOption,
    conversation: {
      type: 'string',
      value: '<id>',
      description: 'The conversation of the answer.',
      isRequired: true,
    },
  },
  example: 'receipt <message-id> --conversation <id> --store-id <id>',
  async run({ api, terminal, isJson }, input) {
    const messageId = input.argument('message-id');
    const { path, query } = conversationParams(input, input.need('conversation'));
    const receipt = await api.get(
      '/api/v1/conversations/{conversation_id}/messages/{message_id}/receipt',
      {
        params: { path: { ...path, message_id: messageId }, query },
      },
    );
    if (isJson) return terminal.print(JSON.stringify(receipt));
    for (const line of describe(receipt)) terminal.print(line);
    const rows = receipt.passages.map((one) => [
      String(one.number),
      one.is_cited ? 'yes' : 'no',
      one.score.toFixed(2),
      oneLine(one.title),
      oneLine(one.url ?? ''),
    ]);
    if (rows.length > 0) terminal.printTable(['NUMBER', 'CITED', 'SCORE', 'PAGE', 'ADDRESS'], rows);
  },
};

function describe({
  release,
  query,
  evidence,
  model,
  tokens,
  tools,
  verdicts,
}: Schema<'Receipt'>): string[] {
  const leftOut = verdicts.filter(({ is_shown: isShown }) => !isShown);
  return [
    ...(release ? [`Release    ${release.number}`] : []),
    ...(query ? [`Searched   ${oneLine(query.text)}`] : []),
    ...(evidence ? [`Evidence   ${evidence.score.toFixed(2)}, floor ${evidence.floor}`] : []),
    `Model      ${model?.name ?? 'none, quotes only'}; ${tokens.input} tokens read, ${tokens.output} written`,
    ...tools.map(({ name, input, outcome }) => `Tool       ${name} ${oneLine(input)}: ${outcome}`),
    ...leftOut.map(({ reason, sentence }) => `Left out   ${oneLine(sentence)} (${reason})`),
    '',
  ];
}
