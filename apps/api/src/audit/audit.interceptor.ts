import { type AuditFacts } from '@app/tenancy';
import {
  type CallHandler,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
} from '@nestjs/common';
import { from, lastValueFrom, type Observable } from 'rxjs';

import { toProblem } from '../http/problems/to-problem.js';
import { isProbe } from '../isolation/probing.js';
import { auditedAs } from './audited-operations.js';
import { toldByPath, toldByResult } from './describe-request.js';
import { type AuditedRequest, RequestAudit } from './request-audit.js';

/**
 * Stands around every route: what an operator's key does other than read, and what the audit has a name for, is an entry that
 * is written before it is done. Where that fails nothing is done, so that no action is without an entry; a process that dies
 * in between leaves one that was begun and has no end.
 */
@Injectable()
export class AuditInterceptor implements NestInterceptor {
  constructor(private readonly audit: RequestAudit) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<AuditedRequest>();
    // an operation of the document is named for the method that serves it
    const operation = context.getHandler().name;
    const action = isProbe() ? undefined : auditedAs(operation, request);
    if (!action) return next.handle();
    const facts = { action, ...toldByPath(request), details: { operation } };
    return from(this.audited(facts, request, next));
  }

  private async audited(
    facts: Omit<AuditFacts, 'actor'>,
    request: AuditedRequest,
    next: CallHandler,
  ): Promise<unknown> {
    const entry = await this.audit.begin(request, facts);
    try {
      const result: unknown = await lastValueFrom(next.handle(), { defaultValue: undefined });
      await this.audit.end(entry, { outcome: 'done' }, toldByResult(request, result));
      return result;
    } catch (error) {
      const { status, code } = toProblem(error, request.id);
      await this.audit.end(entry, { outcome: status < 500 ? 'refused' : 'failed', code });
      throw error;
    }
  }
}
