import { createHash } from 'node:crypto';

import { RequestLimits } from '@app/tenancy';
import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { isProbe } from '../../isolation/probing.js';
import { API_CONFIG, type ApiConfig } from '../api.config.js';
import { tooManyRequests } from '../problems/http.errors.js';
import { addressOf } from './address-of.js';
import { UNCOUNTED } from './counted.decorator.js';
import { limitHeaders } from './limit-headers.js';

const minute = 60;

/**
 * Counts each address, whatever key it sends, before the key is looked at; a refused one costs neither a query nor
 * anything of a key or store. Forwarded addresses count only as far as TRUST_PROXY says. Only a hash of it is kept.
 */
@Injectable()
export class AddressLimitGuard implements CanActivate {
  constructor(
    @Inject(API_CONFIG) private readonly config: ApiConfig,
    private readonly limits: RequestLimits,
    private readonly reflector: Reflector,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (isProbe()) return true;
    const targets = [context.getHandler(), context.getClass()];
    if (this.reflector.getAllAndOverride<boolean | undefined>(UNCOUNTED, targets)) return true;
    const http = context.switchToHttp();
    const { ip } = http.getRequest<FastifyRequest>();
    const of = { limit: this.config.rateLimitPerAddress, seconds: minute };
    const taken = await this.limits.take({ name: `address:${digest(addressOf(ip))}`, ...of });
    if (!taken.isAllowed) {
      throw tooManyRequests({ bucket: 'address', ...of, retryAfterSeconds: taken.resetSeconds });
    }
    void http.getResponse<FastifyReply>().headers(limitHeaders({ name: 'address', ...of }, taken));
    return true;
  }
}

const digest = (text: string) => createHash('sha256').update(text).digest('base64url');
