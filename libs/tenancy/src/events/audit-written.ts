import type { AuditAction, AuditOutcome } from '../audit/audit-action.js';
import { defineEvent } from './define-event.js';

export interface AuditWritten {
  action: AuditAction;
  outcome: AuditOutcome;
}

/** An entry of the audit was written by this process. */
export const auditWritten = defineEvent<AuditWritten>('audit');
