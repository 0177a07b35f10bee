import { differingOutput } from './differing-output.js';

const id = '0b6cbb0e-97f4-4f3f-8f39-0b8d9a3f5d11';

describe('differingOutput', () => {
  it.each([
    ['Created …: 3 pages, 0.5 s', `Created ${id}: 12 pages, 1,200 s`],
    ['at 2026-01-05T09:30:00.000Z', 'at 2026-11-27T21:18:58.131Z'],
    ['NAME   ID\nShop   …', `NAME  ID\nShop  ${id}\n`],
    ['first\n…\nlast', 'first\nsecond\nthird\nlast'],
    ['first\n…\nlast', 'first\nlast'],
    ['sh_store_NCrU… here', 'sh_store_a1B2c3 here'],
    ['{"id":"…",…}', '{"id":"x","name":"y"}'],
  ])('takes %j for %j', (shown, printed) => {
    expect(differingOutput(shown, printed)).toBeNull();
  });

  it.each([
    ['Created … pages', 'Removed 12 pages'],
    ['first\nlast', 'first\nsecond\nlast'],
    ['200', '401'],
    ['sh_store_a', 'sh_widget_a'],
    ['(answered) …', '(abstained) no'],
    ['first', ''],
  ])('does not take %j for %j', (shown, printed) => {
    expect(differingOutput(shown, printed)).toContain('printed:');
  });
});
