import { z } from 'zod';

import { readEnv } from '../config/read-env.js';
import { MOST_DAYS, type Retention, type RetentionName, retentions } from './retention.js';

const days = (name: RetentionName) =>
  z.coerce
    .number('must be a number')
    .int('must be a whole number')
    .min(retentions[name].least, `must be ${retentions[name].least} or more`)
    .max(MOST_DAYS, `must be ${MOST_DAYS} or less`)
    .default(400);

const retentionEnv = z.object({
  CONVERSATION_RETENTION_DAYS: days('conversation_days'),
  RECEIPT_RETENTION_DAYS: days('receipt_days'),
  USAGE_RETENTION_DAYS: days('usage_days'),
});

/** How long a deployment keeps what its stores say nothing about. */
export const RETENTION_CONFIG = Symbol('Retention');

/** Reads and checks the environment once; throws `EnvError` with one line per bad name. */
export function readRetentionConfig(): Retention {
  const env = readEnv(retentionEnv);
  return Object.freeze({
    conversation_days: env.CONVERSATION_RETENTION_DAYS,
    receipt_days: env.RECEIPT_RETENTION_DAYS,
    usage_days: env.USAGE_RETENTION_DAYS,
  });
}
