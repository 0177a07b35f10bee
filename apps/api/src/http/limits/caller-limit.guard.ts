import {
  type Bucket,
  type Principal,
  type RateName,
  RequestLimits,
  type ScopedRequest,
  StoreLimitsService,
} from '@app/tenancy';
import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply } from 'fastify';

import { isProbe } from '../../isolation/probing.js';
import { API_CONFIG, type ApiConfig } from '../api.config.js';
import { tooManyRequests } from '../problems/http.errors.js';
import { type Counting, COUNTS } from './counted.decorator.js';
import { limitHeaders } from './limit-headers.js';

interface NamedBucket {
  /** As the caller is told. */
  shown: string;
  bucket: Bucket;
}

/**
 * Counts, once the key is known, from the inside out: the shopper's session, the key, its store, then what the request asks
 * of the store's agent. Whoever is refused takes nothing from the buckets further out, so that one caller cannot use up what all share.
 * The operator's requests count for no store, the answers it asks for do.
 */
@Injectable()
export class CallerLimitGuard implements CanActivate {
  constructor(
    @Inject(API_CONFIG) private readonly config: ApiConfig,
    private readonly requests: RequestLimits,
    private readonly limits: StoreLimitsService,
    private readonly reflector: Reflector,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (isProbe()) return true;
    const http = context.switchToHttp();
    const request = http.getRequest<ScopedRequest>();
    const { principal } = request;
    if (!principal) return true;
    const targets = [context.getHandler(), context.getClass()];
    const counting = this.reflector.getAllAndOverride<Counting | undefined>(COUNTS, targets);
    const rates: RateName[] = principal.kind === 'admin' ? [] : ['requests_per_minute'];
    if (counting?.when(request)) rates.push(...counting.rates);
    const session = principal.kind === 'widget' ? principal.session : undefined;
    const ofSession = session && (await this.take(this.ofSession(session.id)));
    const ofKey = await this.take(this.ofKey(principal));
    for (const rate of rates) await this.takeOfStore(request, rate);
    void http.getResponse<FastifyReply>().headers(ofSession ?? ofKey);
    return true;
  }

  private async takeOfStore({ storeScope }: ScopedRequest, rate: RateName): Promise<void> {
    if (!storeScope) return;
    await this.take({ shown: rate, bucket: await this.limits.bucketOf(storeScope, rate) });
  }

  /** Returns what the caller is told of it. */
  private async take({ shown, bucket }: NamedBucket): Promise<Record<string, string>> {
    const taken = await this.requests.take(bucket);
    const { limit, seconds } = bucket;
    if (taken.isAllowed) return limitHeaders({ name: shown, limit, seconds }, taken);
    throw tooManyRequests({ bucket: shown, limit, seconds, retryAfterSeconds: taken.resetSeconds });
  }

  private ofSession(id: string): NamedBucket {
    const limit = this.config.rateLimitPerSession;
    return { shown: 'session', bucket: { name: `session:${id}`, limit, seconds: 60 } };
  }

  private ofKey(principal: Principal): NamedBucket {
    const name = principal.kind === 'admin' ? 'key:admin' : `key:${principal.keyId}`;
    return { shown: 'key', bucket: { name, limit: this.config.rateLimitPerMinute, seconds: 60 } };
  }
}
