import { type Command, storeIdOption } from '../commands/command.js';
import { storePath } from '../commands/store-path.js';
import { oneLine } from '../terminal/printable.js';

/** For a merchant who added a page or a file instead of a snippet: says which questions of a gap are answered by now. */
export const replayGap: Command = {
  words: ['gaps', 'replay'],
  summary: 'Ask the questions of a gap again, and say which are answered now.',
  argument: { name: 'gap-id', description: 'The id that "gaps list" shows.' },
  options: { 'store-id': storeIdOption },
  example: 'gaps replay <gap-id> --store-id <id>',
  async run({ api, terminal, isJson }, input) {
    const path = { ...storePath(input), gap_id: input.argument('gap-id') };
    const replay = await api.post('/api/v1/knowledge-base/{store_id}/gaps/{gap_id}/replay', {
      params: { path },
    });
    if (isJson) return terminal.print(JSON.stringify(replay));
    const { release, asked, answered, gap, questions } = replay;
    const rows = questions.map(({ question, is_answered: isAnswered }) => [
      isAnswered ? 'yes' : 'no',
      oneLine(question),
    ]);
    terminal.printTable(['ANSWERED', 'QUESTION'], rows);
    const by = release === null ? 'Nothing is live' : `By release ${release}`;
    terminal.print(`${by}: ${answered} of ${asked} answered; the gap is ${gap.state}.`);
  },
};
