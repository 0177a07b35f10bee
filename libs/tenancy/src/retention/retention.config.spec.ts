import { readRetentionConfig } from './retention.config.js';

const names = ['CONVERSATION_RETENTION_DAYS', 'RECEIPT_RETENTION_DAYS', 'USAGE_RETENTION_DAYS'];

afterEach(() => {
  for (const name of names) delete process.env[name];
});

describe('how long a deployment keeps things', () => {
  it('is 400 days of each where nothing is said', () => {
    expect(readRetentionConfig()).toEqual({
      conversation_days: 400,
      receipt_days: 400,
      usage_days: 400,
    });
  });

  it('is what is said', () => {
    process.env['CONVERSATION_RETENTION_DAYS'] = '30';

    expect(readRetentionConfig()).toMatchObject({ conversation_days: 30, receipt_days: 400 });
  });

  it.each([
    ['CONVERSATION_RETENTION_DAYS', '0'],
    ['RECEIPT_RETENTION_DAYS', '0'],
    ['USAGE_RETENTION_DAYS', '31'],
    ['CONVERSATION_RETENTION_DAYS', '36501'],
    ['RECEIPT_RETENTION_DAYS', 'ever'],
  ])('is refused by its name: %s=%s', (name, value) => {
    process.env[name] = value;

    expect(readRetentionConfig).toThrow(name);
  });
});
