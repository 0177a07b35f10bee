import {
  AUDIT_CONFIG,
  type AuditConfig,
  type AuditEnd,
  type AuditFacts,
  AuditLog,
  type BegunEntry,
  describeError,
  type Refusal,
  Refusals,
  type ScopedRequest,
} from '@app/tenancy';
import { Inject, Injectable, Logger } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

import { isProbe } from '../isolation/probing.js';
import { actorOf } from './describe-request.js';
import { senderAddress } from './sender-address.js';

export type AuditedRequest = FastifyRequest & ScopedRequest;

/** Writes what a request did, or was refused, with who sent it, from where and under which correlation id. */
@Injectable()
export class RequestAudit {
  private readonly logger = new Logger(RequestAudit.name);

  constructor(
    private readonly log: AuditLog,
    private readonly refusals: Refusals,
    @Inject(AUDIT_CONFIG) private readonly config: AuditConfig,
  ) {}

  /** Throws where it could not be written: then nothing must be done. */
  begin(
    request: AuditedRequest,
    facts: Omit<AuditFacts, 'actor'> & Partial<Pick<AuditFacts, 'actor'>>,
  ): Promise<BegunEntry> {
    return this.log.begin({ ...this.senderOf(request), ...facts });
  }

  /** What is done is done, and its caller is told so, also where this cannot be written: the entry that was begun stands. */
  async end(entry: BegunEntry, end: AuditEnd, more?: Partial<AuditFacts>): Promise<void> {
    try {
      await this.log.end(entry, end, more);
    } catch (error) {
      const fields = { entry: entry.id, ...end, error: describeError(error) };
      this.logger.error(fields, 'how an audited action ended was not written');
    }
  }

  /** What the isolation check tries is no attack. */
  refused(request: AuditedRequest, refusal: Pick<Refusal, 'code' | 'operation'>): void {
    if (isProbe()) return;
    const { principal } = request;
    const aboutStoreId = principal && 'storeId' in principal ? principal.storeId : undefined;
    this.refusals.note({ ...this.senderOf(request), aboutStoreId, ...refusal });
  }

  private senderOf({ principal, id, ip }: AuditedRequest) {
    return {
      actor: actorOf(principal),
      correlationId: id,
      address: senderAddress(ip, this.config.addresses),
    };
  }
}
