import { PRICE_LIST, readPrices } from './price-table.js';

describe('a list of prices', () => {
  it('names any model, also one with an address or a tag in its name', () => {
    const list = 'gpt-4o-mini=0.15/0.60, org/llama:8b=0/0 ,a=b=1/2';

    expect(list).toMatch(PRICE_LIST);
    expect([...readPrices(list)]).toEqual([
      ['gpt-4o-mini', { inputPerMillion: 0.15, outputPerMillion: 0.6 }],
      ['org/llama:8b', { inputPerMillion: 0, outputPerMillion: 0 }],
      ['a=b', { inputPerMillion: 1, outputPerMillion: 2 }],
    ]);
  });

  it.each(['gpt', 'gpt=1', '=1/2', 'gpt=1/x', 'gpt=-1/2', 'gpt=1/2,', 'gpt=1/2;x=1/2'])(
    'is none: %s',
    (list) => expect(list).not.toMatch(PRICE_LIST),
  );
});
