import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

import type { StoreScope } from '@app/tenancy';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';

import { signingKey } from '../webhooks/sign-webhook.js';
import { type OpenEndpoint, OrderCaller } from './order-caller.js';
import type { OrderCode } from './order-code.entity.js';
import { OrderCodeRepository } from './order-code.repository.js';

export interface CodeWish {
  conversationId: string;
  orderNumber: string;
  language: string;
}

const MINUTE_MS = 60_000;
/** A conversation that was shown an order goes on about it for as long. */
const MAX_LIFE_MS = 30 * MINUTE_MS;
const DEFAULT_LIFE_MS = 10 * MINUTE_MS;

const codeAnswer = z.object({
  code_hash: z.string().regex(/^[0-9a-f]{64}$/i),
  expires_at: z.iso.datetime({ offset: true }),
});

/**
 * Codes that the store's system sends to the address on an order. It keeps the code and gives its keyed hash, so that what
 * the shopper writes is compared here and nobody but them and the store ever holds it.
 */
@Injectable()
export class OrderCodes {
  constructor(
    private readonly codes: OrderCodeRepository,
    private readonly caller: OrderCaller,
  ) {}

  /** True where the store's system sent one. Nothing that a shopper sees differs: else a code that nobody has is waited for. */
  async request(
    scope: StoreScope,
    endpoint: OpenEndpoint,
    { conversationId, orderNumber, language }: CodeWish,
    signal: AbortSignal,
  ): Promise<boolean> {
    const data = { order_number: orderNumber, language };
    const answer = await this.caller.call(endpoint, { type: 'order.code', data }, signal);
    const read = codeAnswer.safeParse('body' in answer ? answer.body : null);
    const codeHash = read.success ? read.data.code_hash.toLowerCase() : anyHash();
    const wanted = read.success ? Date.parse(read.data.expires_at) : Date.now() + DEFAULT_LIFE_MS;
    const expiresAt = new Date(Math.min(wanted, Date.now() + MAX_LIFE_MS));
    await this.codes.open(scope, { conversationId, orderNumber, codeHash, expiresAt });
    return read.success;
  }

  /** The code that a conversation was asked for or has given; null where there is none, or it ran out. */
  find(scope: StoreScope, conversationId: string): Promise<OrderCode | null> {
    return this.codes.findOpen(scope, conversationId);
  }

  /** Whether this is the code. Each call is one of five tries, and a right code is right once. */
  async enter(
    scope: StoreScope,
    { signingSecret }: OpenEndpoint,
    { id }: OrderCode,
    code: string,
  ): Promise<boolean> {
    const tried = await this.codes.tryOnce(scope, id);
    if (tried === null) return false;
    const given = Buffer.from(codeHash(signingSecret, tried.orderNumber, code), 'hex');
    const expected = Buffer.from(tried.codeHash, 'hex');
    return timingSafeEqual(given, expected) && this.codes.verify(scope, tried);
  }
}

/** HMAC-SHA-256 under the key of the calls, over the order's number, a stop and the code in capitals; as hex. */
export function codeHash(signingSecret: string, orderNumber: string, code: string): string {
  const key = signingKey(signingSecret);
  return createHmac('sha256', key).update(`${orderNumber}.${code.toUpperCase()}`).digest('hex');
}

const anyHash = (): string => randomBytes(32).toString('hex');
