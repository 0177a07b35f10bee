import { readAuditConfig } from './audit.config.js';

afterEach(() => {
  delete process.env['AUDIT_DAYS'];
  delete process.env['AUDIT_ADDRESSES'];
});

describe('the configuration of the audit', () => {
  it('keeps a year, and of addresses their network', () => {
    expect(readAuditConfig()).toEqual({ days: 365, addresses: 'network' });
  });

  it('refuses less than the database keeps in any case, and a word that it does not know', () => {
    process.env['AUDIT_DAYS'] = '29';
    process.env['AUDIT_ADDRESSES'] = 'some';

    expect(readAuditConfig).toThrow(/AUDIT_DAYS: must be 30 or more; AUDIT_ADDRESSES: must be/);
  });
});
