import type { Provider } from '@nestjs/common';

import { AUDIT_CONFIG, readAuditConfig } from './audit.config.js';
import { AuditChain } from './audit-chain.js';
import { AuditDirectory } from './audit-directory.js';
import { AuditLog } from './audit-log.service.js';
import { AuditSweep } from './audit-sweep.js';
import { Refusals } from './refusals.js';

/** What writes, reads, checks and shortens the audit, for the module of this lib. */
export const auditServices: Provider[] = [
  { provide: AUDIT_CONFIG, useFactory: readAuditConfig },
  AuditLog,
  AuditDirectory,
  AuditChain,
  AuditSweep,
  Refusals,
];
