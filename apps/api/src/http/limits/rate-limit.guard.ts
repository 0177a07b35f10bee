import { createHash } from 'node:crypto';

import { type ExecutionContext, Injectable } from '@nestjs/common';
import { ThrottlerGuard, type ThrottlerRequest } from '@nestjs/throttler';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { isProbe } from '../../isolation/probing.js';
import { tooManyRequests } from '../problems/http.errors.js';

/**
 * Limits requests for each key, and for each address where no key is sent, over all routes together. Runs before the
 * key is checked, so that what is over the limit costs no query; forwarded addresses count only as far as TRUST_PROXY
 * says.
 */
@Injectable()
export class RateLimitGuard extends ThrottlerGuard {
  protected override headerPrefix = 'RateLimit';

  protected override async shouldSkip(): Promise<boolean> {
    return isProbe();
  }

  protected override getTracker(request: FastifyRequest): Promise<string> {
    const key = request.headers.authorization;
    return key ? Promise.resolve(`key ${digest(key)}`) : super.getTracker(request);
  }

  protected override generateKey(_context: ExecutionContext, tracker: string): string {
    return tracker;
  }

  protected override async handleRequest(request: ThrottlerRequest): Promise<boolean> {
    const { context, limit, ttl } = request;
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    void reply.header('RateLimit-Policy', `${limit};w=${Math.round(ttl / 1000)}`);
    return super.handleRequest(request);
  }

  protected override throwThrottlingException(
    context: ExecutionContext,
    { limit, timeToBlockExpire }: { limit: number; timeToBlockExpire: number },
  ): Promise<void> {
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    void reply.headers({
      'RateLimit-Limit': limit,
      'RateLimit-Remaining': 0,
      'RateLimit-Reset': timeToBlockExpire,
    });
    throw tooManyRequests(timeToBlockExpire);
  }
}

const digest = (key: string) => createHash('sha256').update(key).digest('base64url');
