import { readJudgements } from './read-judgements.js';

describe('readJudgements', () => {
  it.each<[string, string[]]>([
    ['1 yes\n2 no', ['supported', 'unsupported']],
    ['1. Yes\n\n2) NO.', ['supported', 'unsupported']],
    ['**1: yes**\n- 2: no, it says 30 days', ['supported', 'unsupported']],
    ['2 no', ['failed', 'unsupported']],
    ['1 yes\n1 no\n2 yes', ['failed', 'supported']],
    ['Yes, all of them are supported.', ['failed', 'failed']],
    ['1 yesterday\n2 nobody\n3 yes', ['failed', 'failed']],
    ['', ['failed', 'failed']],
  ])('reads %j', (reply, judgements) => {
    expect(readJudgements(reply, 2)).toEqual(judgements);
  });
});
