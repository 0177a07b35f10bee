import type { Command } from '../commands/command.js';

const faults: Record<string, string> = {
  changed: 'is not what was written',
  unlinked: 'does not follow the one before it: some were removed or made anew',
  head: 'is not that of the given head: entries were cut off or made anew',
};

export const verifyAudit: Command = {
  words: ['audit', 'verify'],
  summary: 'Look whether the audit is as it was written; exits with 1 where it is not.',
  options: {
    head: {
      type: 'string',
      value: '<head>',
      description: 'What this printed earlier, kept elsewhere: tells if all was made anew.',
    },
  },
  example: 'audit verify --head 41:0f0f…',
  async run({ api, terminal, isJson }, input) {
    const query = { head: input.text('head') };
    const found = await api.get('/api/v1/audit/verification', { params: { query } });
    const { is_whole: isWhole, entries, fault } = found;
    if (isJson) terminal.print(JSON.stringify(found));
    else if (fault) {
      terminal.print(`Entry ${fault.sequence} ${faults[fault.what] ?? fault.what}.`);
    } else {
      terminal.print(`All ${entries} entries are as they were written.`);
      if (found.head) terminal.print(`Head ${found.head}`);
    }
    return isWhole ? 0 : 1;
  },
};
