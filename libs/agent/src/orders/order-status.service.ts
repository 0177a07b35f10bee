import { createHmac, timingSafeEqual } from 'node:crypto';

import { sha256 } from '@app/knowledge';
import { AppError, type StoreScope } from '@app/tenancy';
import { Injectable, Logger } from '@nestjs/common';

import { type Hourly, ToolBudget } from '../tools/tool-budget.service.js';
import { maskedNumber, type ToolOutcome, type ToolUse } from '../tools/tool-use.js';
import { type Order, plainNumber, readOrder } from './order.js';
import { type OpenEndpoint, OrderCaller } from './order-caller.js';
import { OrderCodes } from './order-codes.service.js';
import { OrderEndpointService } from './order-endpoint.service.js';
import { readShopperToken } from './read-shopper-token.js';
import { ShopperTokenRepository } from './shopper-token.repository.js';

/** Who asks: the conversation, and what the store signed for its shopper, which is never kept. */
export interface OrderShopper {
  conversationId: string;
  token?: string;
}

export interface OrderAsk {
  shopper: OrderShopper;
  /** Null where the shopper named none. */
  orderNumber: string | null;
  language: string;
}

/** An order, or what is said instead of one: the same words for whatever went wrong. */
export type OrderEnd = FoundOrder | OrderReply;

export interface FoundOrder {
  order: Order;
  /** Null where nothing was called. */
  use: ToolUse | null;
}

export interface OrderReply {
  reply: 'orderNumberWanted' | 'orderCodeSent' | 'orderFailed';
  use: ToolUse | null;
}

/** What shows that an order may be told here. */
interface Proof {
  by: 'token' | 'code';
  /** Null: the code on the order itself was given. */
  shopperId: string | null;
  orders: readonly string[];
}

interface Asking {
  scope: StoreScope;
  endpoint: OpenEndpoint;
  ask: OrderAsk;
  signal: AbortSignal;
}

const LOOKUPS_OF_SHOPPER = 30;
const LOOKUPS_OF_CONVERSATION = 20;
const CODES_OF_CONVERSATION = 5;
const CODES_OF_ORDER = 3;

/**
 * The status of an order, from the store's own system, told to a shopper who holds a token of the store or the code that
 * it sent to the address on the order. Which order belongs to whom is matched here, and whatever fails sounds alike.
 */
@Injectable()
export class OrderStatusService {
  private readonly logger = new Logger(OrderStatusService.name);

  constructor(
    private readonly endpoints: OrderEndpointService,
    private readonly caller: OrderCaller,
    private readonly codes: OrderCodes,
    private readonly tokens: ShopperTokenRepository,
    private readonly budget: ToolBudget,
  ) {}

  async isOffered(scope: StoreScope): Promise<boolean> {
    return this.endpoints.isSet(scope);
  }

  /** The order that a conversation was asked a code for, and has not given it yet. */
  async awaitsCode(scope: StoreScope, { conversationId }: OrderShopper): Promise<string | null> {
    const code = await this.codes.find(scope, conversationId);
    return code === null || code.isVerified ? null : code.orderNumber;
  }

  lookUp(scope: StoreScope, ask: OrderAsk, signal: AbortSignal): Promise<OrderEnd> {
    return this.ended(scope, ask, signal, (asking) => this.lookUpWithProof(asking));
  }

  /** The order that the code is for. */
  lookUpByCode(
    scope: StoreScope,
    { shopper, language }: OrderAsk,
    code: string,
    signal: AbortSignal,
  ): Promise<OrderEnd> {
    const ask = { shopper, orderNumber: null, language };
    return this.ended(scope, ask, signal, async (asking) => {
      const open = await this.codes.find(scope, shopper.conversationId);
      const isRight = open && (await this.codes.enter(scope, asking.endpoint, open, code));
      if (!isRight) return failed('refused');
      const proof: Proof = { by: 'code', shopperId: null, orders: [open.orderNumber] };
      return this.told(asking, proof, open.orderNumber);
    });
  }

  private async ended(
    scope: StoreScope,
    ask: OrderAsk,
    signal: AbortSignal,
    work: (asking: Asking) => Promise<Ending>,
  ): Promise<OrderEnd> {
    const startedAt = performance.now();
    const input = ask.orderNumber === null ? '' : maskedNumber(ask.orderNumber);
    const ending = await this.attempt(scope, ask, signal, work);
    const tookMs = Math.round(performance.now() - startedAt);
    const use = useOf(ending, { input, tookMs });
    return 'order' in ending ? { order: ending.order, use } : { reply: ending.reply, use };
  }

  private async attempt(
    scope: StoreScope,
    ask: OrderAsk,
    signal: AbortSignal,
    work: (asking: Asking) => Promise<Ending>,
  ): Promise<Ending> {
    try {
      const endpoint = await this.endpoints.findOpen(scope);
      return endpoint === null ? failed('refused') : await work({ scope, endpoint, ask, signal });
    } catch (error) {
      if (signal.aborted && !isTimeout(signal.reason)) throw error;
      const { name } = error as Error;
      const code = error instanceof AppError ? error.code : name;
      this.logger.warn({ code }, 'an order could not be looked up');
      return failed('failed');
    }
  }

  private async lookUpWithProof(asking: Asking): Promise<Ending> {
    const { shopper, orderNumber } = asking.ask;
    const isSigned = shopper.token !== undefined;
    const proof = isSigned ? await this.tokenProof(asking) : await this.codeProof(asking);
    if (isSigned && proof === null) return failed('refused');
    const number = orderNumber ?? onlyOrderOf(proof);
    if (number === null) return { reply: 'orderNumberWanted', outcome: null };
    if (proof !== null && mayAsk(proof, number)) return this.told(asking, proof, number);
    return asking.endpoint.sendsCodes ? this.sendCode(asking, number) : failed('refused');
  }

  private async tokenProof({ scope, endpoint, ask: { shopper } }: Asking): Promise<Proof | null> {
    const claims = readShopperToken(shopper.token ?? '', endpoint.shopperSecret);
    if (claims === null) return null;
    const { tokenHash, expiresAt, shopperId } = claims;
    const { conversationId } = shopper;
    const isOurs = await this.tokens.bind(scope, { conversationId, tokenHash, expiresAt });
    return isOurs ? { by: 'token', shopperId, orders: claims.orders.map(plainNumber) } : null;
  }

  private async codeProof({ scope, ask: { shopper } }: Asking): Promise<Proof | null> {
    const code = await this.codes.find(scope, shopper.conversationId);
    return code?.isVerified ? { by: 'code', shopperId: null, orders: [code.orderNumber] } : null;
  }

  private async sendCode(
    { scope, endpoint, ask: { shopper, language }, signal }: Asking,
    number: string,
  ): Promise<Ending> {
    const orderNumber = plainNumber(number);
    const { conversationId } = shopper;
    const limits: Hourly[] = [
      { key: `codes:${conversationId}`, limit: CODES_OF_CONVERSATION },
      { key: `codes:${keyed(endpoint, orderNumber)}`, limit: CODES_OF_ORDER },
    ];
    if (!(await this.budget.take(scope, 'order_code', limits))) return failed('over_budget');
    await this.codes.request(scope, endpoint, { conversationId, orderNumber, language }, signal);
    return { reply: 'orderCodeSent', outcome: 'code_sent' };
  }

  private async told(asking: Asking, proof: Proof, number: string): Promise<Ending> {
    const { scope, endpoint, ask, signal } = asking;
    const orderNumber = plainNumber(number);
    const limits = limitsOf(endpoint, ask.shopper, proof);
    if (!(await this.budget.take(scope, 'order_status', limits))) return failed('over_budget');
    const data = {
      order_number: orderNumber,
      shopper_id: proof.shopperId,
      authorised_by: proof.by,
    };
    const answer = await this.caller.call(endpoint, { type: 'order.status', data }, signal);
    if ('failure' in answer) {
      if (answer.isMissing) return failed('not_found');
      this.logger.warn({ reason: answer.failure }, 'an order endpoint did not answer');
      return failed('failed');
    }
    const read = readOrder(answer.body, orderNumber, (url) => this.caller.refusalOf(url));
    if (read === null) return failed('not_found');
    const isTheirs = proof.orders.includes(orderNumber) || isSame(read.shopperId, proof.shopperId);
    return isTheirs ? { order: read.order, outcome: 'found' } : failed('refused');
  }
}

type Ending =
  { order: Order; outcome: 'found' } | { reply: OrderReply['reply']; outcome: ToolOutcome | null };

/** An order is its shopper's; a receipt has its hash only. */
function useOf(ending: Ending, call: Pick<ToolUse, 'input' | 'tookMs'>): ToolUse | null {
  if (ending.outcome === null) return null;
  const resultSha256 = 'order' in ending ? sha256(JSON.stringify(ending.order)) : null;
  const { outcome } = ending;
  return { name: 'order_status', ...call, outcome, result: null, resultSha256 };
}

/** "My order" is clear where the shopper has one. */
const onlyOrderOf = (proof: Proof | null): string | null =>
  proof?.orders.length === 1 ? (proof.orders[0] ?? null) : null;

/** A token may ask for any order, whose owner is then compared; a code is for one. */
const mayAsk = ({ by, orders }: Proof, number: string): boolean =>
  by === 'token' || orders.includes(plainNumber(number));

const failed = (outcome: ToolOutcome): Ending => ({ reply: 'orderFailed', outcome });

function limitsOf(
  endpoint: OpenEndpoint,
  { conversationId }: OrderShopper,
  { shopperId }: Proof,
): Hourly[] {
  return [
    { key: `orders:${conversationId}`, limit: LOOKUPS_OF_CONVERSATION },
    ...(shopperId === null
      ? []
      : [{ key: `shopper:${keyed(endpoint, shopperId)}`, limit: LOOKUPS_OF_SHOPPER }]),
  ];
}

/** What is counted can be told apart and not read. */
function keyed({ signingSecret }: OpenEndpoint, value: string): string {
  return createHmac('sha256', signingSecret).update(value).digest('hex').slice(0, 32);
}

function isSame(a: string | null, b: string | null): boolean {
  if (a === null || b === null) return false;
  const [one, other] = [Buffer.from(sha256(a)), Buffer.from(sha256(b))];
  return timingSafeEqual(one, other);
}

const isTimeout = (error: unknown): boolean =>
  error instanceof DOMException && error.name === 'TimeoutError';
