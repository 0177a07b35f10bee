import { createHash } from 'node:crypto';

import { RequestLimits } from '@app/tenancy';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { API_CONFIG, type ApiConfig } from '../api.config.js';
import { tooManyRequests } from '../problems/http.errors.js';
import { addressOf } from './address-of.js';
import { limitHeaders } from './limit-headers.js';

const minute = 60;

/** Counts each address. Forwarded addresses count only as far as TRUST_PROXY says. Only a hash of it is kept. */
@Injectable()
export class AddressLimit {
  constructor(
    @Inject(API_CONFIG) private readonly config: ApiConfig,
    private readonly limits: RequestLimits,
  ) {}

  /** Tells the rest in the headers of the reply; throws RATE_LIMITED. */
  async take({ ip }: FastifyRequest, reply: FastifyReply): Promise<void> {
    const of = { limit: this.config.rateLimitPerAddress, seconds: minute };
    const taken = await this.limits.take({ name: `address:${digest(addressOf(ip))}`, ...of });
    if (!taken.isAllowed) {
      throw tooManyRequests({ bucket: 'address', ...of, retryAfterSeconds: taken.resetSeconds });
    }
    void reply.headers(limitHeaders({ name: 'address', ...of }, taken));
  }
}

const digest = (text: string) => createHash('sha256').update(text).digest('base64url');
