import { randomUUID } from 'node:crypto';

import { GuardedWeb } from '@app/knowledge';
import { Injectable } from '@nestjs/common';

import { callFailure } from '../webhooks/call-failure.js';
import { signatureHeaders } from '../webhooks/sign-webhook.js';

/** Where an order is asked for, opened. */
export interface OpenEndpoint {
  url: string;
  timeoutMs: number;
  sendsCodes: boolean;
  /** Calls are signed with it, and codes are hashed. */
  signingSecret: string;
  /** The store signs shopper tokens with it. */
  shopperSecret: string;
}

export interface OrderCall {
  type: 'order.status' | 'order.code';
  data: Record<string, string | null>;
}

/** The JSON of a 2xx answer, or why there is none. */
export type CallAnswer = { body: unknown } | { failure: string; isMissing?: true };

/** Far more than an order has to say. */
const MAX_BYTES = 16_384;
/** The store's system knows no such order. */
const MISSING = 404;

/** One signed call to a store's order system, its address checked again, without redirects, bounded in time and size. */
@Injectable()
export class OrderCaller {
  constructor(private readonly web: GuardedWeb) {}

  async call(
    { url, timeoutMs, signingSecret }: OpenEndpoint,
    { type, data }: OrderCall,
    signal: AbortSignal,
  ): Promise<CallAnswer> {
    const refusal = this.web.refusalOf(new URL(url));
    if (refusal !== null) return { failure: `the address ${refusal}` };
    const now = new Date();
    const body = JSON.stringify({ type, timestamp: now.toISOString(), data });
    const text = { id: randomUUID(), seconds: Math.floor(now.getTime() / 1000), body };
    try {
      const response = await this.web.fetch(url, {
        method: 'POST',
        body,
        headers: {
          'content-type': 'application/json',
          accept: 'application/json',
          ...signatureHeaders([signingSecret], text),
        },
        signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
      });
      return await answerOf(response);
    } catch (error) {
      signal.throwIfAborted();
      return { failure: callFailure(error, timeoutMs) };
    }
  }

  /** Why a link of an answer leads not to the open web; null where it does. */
  refusalOf(url: URL): string | null {
    return this.web.refusalOf(url);
  }
}

async function answerOf(response: Response): Promise<CallAnswer> {
  if (!response.ok) {
    await response.body?.cancel();
    const failure = `the server answered ${response.status}`;
    return response.status === MISSING ? { failure, isMissing: true } : { failure };
  }
  const text = await boundedText(response);
  if (text === null) return { failure: `the answer has more than ${MAX_BYTES} bytes` };
  try {
    return { body: JSON.parse(text) };
  } catch {
    return { failure: 'the answer is no JSON' };
  }
}

/** Null where it goes on beyond the bound; the rest is not read. */
async function boundedText({ body }: Response): Promise<string | null> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of body ?? []) {
    length += piece.length;
    // leaving the loop cancels what is left
    if (length > MAX_BYTES) return null;
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString('utf8');
}
