import { z } from 'zod';

import { readEnv } from '../config/read-env.js';

const auditEnv = z.object({
  AUDIT_DAYS: z.coerce
    .number('must be a number')
    .int('must be a whole number')
    .min(30, 'must be 30 or more')
    .max(36_500, 'must be 36500 or less')
    .default(365),
  AUDIT_ADDRESSES: z
    .enum(['network', 'whole', 'none'], 'must be network, whole or none')
    .default('network'),
});

export interface AuditConfig {
  /** How long entries are kept; the database keeps them for 30 days whatever is asked for. */
  days: number;
  /** What is kept of a sender's address: its network, all of it, or nothing. */
  addresses: 'network' | 'whole' | 'none';
}

export const AUDIT_CONFIG = Symbol('AuditConfig');

/** Reads and checks the environment once; throws `EnvError` with one line per bad name. */
export function readAuditConfig(): AuditConfig {
  const { AUDIT_DAYS: days, AUDIT_ADDRESSES: addresses } = readEnv(auditEnv);
  return Object.freeze({ days, addresses });
}
