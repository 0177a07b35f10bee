import { writeUsageCsv } from './write-usage-csv.js';

const item = {
  key: 'stub',
  calls: 2,
  estimated_calls: 0,
  unpriced_calls: 1,
  input_tokens: 240,
  output_tokens: 60,
  cost: '0.00018',
  currency: 'EUR',
};
const period = { from: '2026-01-01', to: '2026-01-31' };
const head =
  'calls,estimated_calls,unpriced_calls,input_tokens,output_tokens,cost,currency\r\n' as const;

describe('a report as CSV', () => {
  it('names its columns, and leaves empty what is not known', () => {
    const items = [item, { ...item, key: 'other', cost: null, currency: null }];

    expect(writeUsageCsv({ ...period, group: 'model', items })).toBe(
      `model,${head}stub,2,0,1,240,60,0.00018,EUR\r\nother,2,0,1,240,60,,\r\n`,
    );
  });

  it.each([
    ['a,b', '"a,b"'],
    ['say "x"', '"say ""x"""'],
    ['=1+2', "'=1+2"],
    ['@sum(a),b', `"'@sum(a),b"`],
  ])('shows the model %s as the text that it is', (key, shown) => {
    const csv = writeUsageCsv({ ...period, group: 'model', items: [{ ...item, key }] });

    expect(csv.split('\r\n')[1]).toBe(`${shown},2,0,1,240,60,0.00018,EUR`);
  });
});
