import type { AuditEntryDto } from './audit.dto.js';
import { writeAuditCsv } from './write-audit-csv.js';

const entry: AuditEntryDto = {
  id: 'e1',
  at: '2026-01-05T09:30:00.000Z',
  action: 'key.create',
  actor: 'admin',
  actor_key_id: null,
  about_store_id: 's1',
  subject_id: 'k1',
  outcome: 'done',
  code: null,
  correlation_id: '=1+2',
  address: '203.0.113.0/24',
  details: { operation: 'createKey', fields: ['kind', 'name'] },
};

describe('entries as CSV', () => {
  it('are a line each, with nothing that a spreadsheet would run', () => {
    expect(writeAuditCsv([entry]).split('\r\n')).toEqual([
      'at,action,actor,actor_key_id,about_store_id,subject_id,outcome,code,correlation_id,address,details',
      `2026-01-05T09:30:00.000Z,key.create,admin,,s1,k1,done,,'=1+2,203.0.113.0/24,` +
        '"{""operation"":""createKey"",""fields"":[""kind"",""name""]}"',
      '',
    ]);
  });
});
