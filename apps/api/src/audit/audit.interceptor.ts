import {
  AUDIT_CONFIG,
  type AuditConfig,
  type AuditFacts,
  AuditLog,
  type BegunEntry,
  describeError,
  type ScopedRequest,
} from '@app/tenancy';
import {
  type CallHandler,
  type ExecutionContext,
  Inject,
  Injectable,
  Logger,
  type NestInterceptor,
} from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { from, lastValueFrom, type Observable } from 'rxjs';

import { toProblem } from '../http/problems/to-problem.js';
import { isProbe } from '../isolation/probing.js';
import { auditedAs } from './audited-operations.js';
import { actorOf, toldByPath, toldByResult } from './describe-request.js';
import { senderAddress } from './sender-address.js';

type Request = FastifyRequest & ScopedRequest;

/**
 * Stands around every route: what an operator's key does other than read, and what the audit has a name for, is an entry that
 * is written before it is done. Where that fails nothing is done, so that no action is without an entry; a process that dies
 * in between leaves one that was begun and has no end.
 */
@Injectable()
export class AuditInterceptor implements NestInterceptor {
  private readonly logger = new Logger(AuditInterceptor.name);

  constructor(
    private readonly log: AuditLog,
    @Inject(AUDIT_CONFIG) private readonly config: AuditConfig,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<Request>();
    const facts = isProbe() ? undefined : this.factsOf(request, context.getHandler().name);
    return facts ? from(this.audited(facts, request, next)) : next.handle();
  }

  /** An operation of the document is named for the method that serves it. */
  private factsOf(request: Request, operation: string): AuditFacts | undefined {
    const { principal, method, ip, id } = request;
    const isAdmin = principal?.kind === 'admin';
    const isRead = method === 'GET' || method === 'HEAD';
    const action = auditedAs(operation, { isAdmin, isRead });
    if (!action) return undefined;
    return {
      action,
      actor: actorOf(principal),
      ...toldByPath(request),
      correlationId: id,
      address: senderAddress(ip, this.config.addresses),
      details: { operation },
    };
  }

  private async audited(facts: AuditFacts, request: Request, next: CallHandler): Promise<unknown> {
    const entry = await this.log.begin(facts);
    try {
      const result: unknown = await lastValueFrom(next.handle(), { defaultValue: undefined });
      await this.end(entry, { outcome: 'done' }, toldByResult(request, result));
      return result;
    } catch (error) {
      const { status, code } = toProblem(error, request.id);
      await this.end(entry, { outcome: status < 500 ? 'refused' : 'failed', code });
      throw error;
    }
  }

  /** What is done is done, and its caller is told so: the entry that was begun stands. */
  private async end(...told: Parameters<AuditLog['end']>): Promise<void> {
    try {
      await this.log.end(...told);
    } catch (error) {
      const entry: BegunEntry = told[0];
      const fields = { entry: entry.id, ...told[1], error: describeError(error) };
      this.logger.error(fields, 'how an audited action ended was not written');
    }
  }
}
