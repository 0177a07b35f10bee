import { AppError, type ErrorKind, StoreGuard } from '@app/tenancy';
import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';

import { type AuditedRequest, RequestAudit } from './request-audit.js';

/** No key that works, none for this, or another store's. What is away or malformed is no question of rights. */
const ofRights: readonly ErrorKind[] = ['unauthorized', 'forbidden', 'not_found'];

/** The guard of stores, each of whose refusals is told to the audit. */
@Injectable()
export class AuditedStoreGuard implements CanActivate {
  constructor(
    private readonly guard: StoreGuard,
    private readonly audit: RequestAudit,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    try {
      return await this.guard.canActivate(context);
    } catch (error) {
      if (error instanceof AppError && ofRights.includes(error.kind)) {
        const request = context.switchToHttp().getRequest<AuditedRequest>();
        const operation = context.getHandler().name;
        this.audit.refused(request, { code: error.code, operation });
      }
      throw error;
    }
  }
}
