import { Logger } from '@nestjs/common';
import type { DataSource } from 'typeorm';

import type { TenancyConfig } from '../config/tenancy.config.js';
import { DatabaseRoleCheck } from './database-role-check.js';
import type { StoreConnections } from './store-connections.js';

const config = { database: { kind: 'services' } } as TenancyConfig;

const check = (isMigrated: boolean, offenders: { rolname: string }[] = []) => {
  const answers = [[{ isMigrated }], [{ role: 'shop_app' }], offenders];
  const dataSource = { query: () => Promise.resolve(answers.shift()) } as unknown as DataSource;
  return new DatabaseRoleCheck({} as StoreConnections, dataSource, config);
};

describe('what is looked at before a process serves', () => {
  const warn = jest.spyOn(Logger.prototype, 'warn').mockImplementation();
  beforeEach(() => void warn.mockClear());

  it('is whether the database was migrated: the log names the command', async () => {
    await check(true).onApplicationBootstrap();
    expect(warn).not.toHaveBeenCalled();

    await check(false).onApplicationBootstrap();
    expect(warn).toHaveBeenCalledWith(expect.stringContaining('npm run db:migrate'));
  });

  it('is whom row-level security does not bind: it is refused by name', async () => {
    const refused = check(true, [{ rolname: 'postgres' }]).onApplicationBootstrap();

    await expect(refused).rejects.toThrow(/"shop_app".*by postgres/);
  });
});
