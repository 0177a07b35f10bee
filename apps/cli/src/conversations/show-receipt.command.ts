import { type Receipt, receiptShape } from '../api/shapes.js';
import { type Command, optionalStoreIdOption } from '../commands/command.js';
import { oneLine } from '../terminal/printable.js';
import { conversationPath } from './conversation-path.js';

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
    const id = input.argument('message-id');
    const path = conversationPath(input, input.need('conversation'), 'messages', id, 'receipt');
    const receipt = await api.get(path, receiptShape);
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

function describe({ release, query, evidence, model, tokens, verdicts }: Receipt): string[] {
  const leftOut = verdicts.filter(({ is_shown: isShown }) => !isShown);
  return [
    ...(release ? [`Release    ${release.number}`] : []),
    ...(query ? [`Searched   ${oneLine(query.text)}`] : []),
    ...(evidence ? [`Evidence   ${evidence.score.toFixed(2)}, floor ${evidence.floor}`] : []),
    `Model      ${model?.name ?? 'none, quotes only'}; ${tokens.input} tokens read, ${tokens.output} written`,
    ...leftOut.map(({ reason, sentence }) => `Left out   ${oneLine(sentence)} (${reason})`),
    '',
  ];
}
