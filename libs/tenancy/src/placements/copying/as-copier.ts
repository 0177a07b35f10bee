import { asMover } from '../../database/roles.js';
import type { Entry } from '../../database/whole-transaction.js';
import type { StoreScope } from '../../scope/store-scope.js';

/** What makes two databases write a row alike, and as long as it takes to hash a million vectors. */
const settings = {
  TimeZone: 'UTC',
  DateStyle: 'ISO, YMD',
  IntervalStyle: 'postgres',
  bytea_output: 'hex',
  extra_float_digits: '1',
  statement_timeout: '900000',
};

/** The mover's work on rows as text. */
export const asCopier = (scope: StoreScope): Entry => ({
  settings: { ...asMover(scope).settings, ...settings },
});
