import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { isProbe } from '../../isolation/probing.js';
import { AddressLimit } from './address-limit.js';
import { UNCOUNTED } from './counted.decorator.js';

/**
 * Counts each address, whatever key it sends, before the key is looked at; a refused one costs neither a query nor
 * anything of a key or store.
 */
@Injectable()
export class AddressLimitGuard implements CanActivate {
  constructor(
    private readonly limit: AddressLimit,
    private readonly reflector: Reflector,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (isProbe()) return true;
    const targets = [context.getHandler(), context.getClass()];
    if (this.reflector.getAllAndOverride<boolean | undefined>(UNCOUNTED, targets)) return true;
    const http = context.switchToHttp();
    await this.limit.take(http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>());
    return true;
  }
}
