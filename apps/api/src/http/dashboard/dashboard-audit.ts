import type { BegunEntry } from '@app/tenancy';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { isPlainId } from '../../audit/describe-request.js';
import type { RequestAudit } from '../../audit/request-audit.js';
import { allQueues } from '../../jobs/all-queues.js';

const actor = { kind: 'admin' } as const;

/** Whoever comes back after so long signs in anew: the password is sent with each request, there is no session. */
const quietMs = 30 * 60_000;
const knownAtMost = 1_000;

/**
 * What the audit is told of the dashboard: who begins to use it, who gives a wrong password, and what is done to jobs and
 * queues there, which is written before it is done. Whoever knows the password counts as an operator.
 */
export class DashboardAudit {
  private readonly lastSeen = new Map<string, number>();
  private readonly begun = new WeakMap<FastifyRequest, BegunEntry>();

  constructor(private readonly audit: RequestAudit) {}

  /** A browser asks without a password first, to be told to ask for one. */
  refused(request: FastifyRequest): void {
    if (request.headers.authorization === undefined) return;
    this.audit.refused(request, { code: 'TENANCY_KEY_REFUSED', operation: 'queues' });
  }

  async begin(request: FastifyRequest): Promise<void> {
    await this.noteSignIn(request);
    if (['GET', 'HEAD'].includes(request.method)) return;
    const { queueName, jobId } = (request.params ?? {}) as Record<string, unknown>;
    const facts = {
      action: 'queues.change',
      actor,
      subjectId: isPlainId(jobId) ? jobId : undefined,
      details: {
        operation: `${request.method} ${request.routeOptions.url ?? ''}`,
        queue: allQueues.find(({ name }) => name === queueName)?.name,
      },
    } as const;
    this.begun.set(request, await this.audit.begin(request, facts));
  }

  async end(request: FastifyRequest, { statusCode }: FastifyReply): Promise<void> {
    const entry = this.begun.get(request);
    if (!entry) return;
    const outcome = statusCode < 400 ? 'done' : statusCode < 500 ? 'refused' : 'failed';
    await this.audit.end(entry, { outcome });
  }

  private async noteSignIn(request: FastifyRequest): Promise<void> {
    const [now, before] = [Date.now(), this.lastSeen.get(request.ip) ?? 0];
    if (this.lastSeen.size >= knownAtMost) this.lastSeen.clear();
    this.lastSeen.set(request.ip, now);
    if (now - before <= quietMs) return;
    try {
      const entry = await this.audit.begin(request, { action: 'queues.sign_in', actor });
      await this.audit.end(entry, { outcome: 'done' });
    } catch (error) {
      this.lastSeen.delete(request.ip);
      throw error;
    }
  }
}
