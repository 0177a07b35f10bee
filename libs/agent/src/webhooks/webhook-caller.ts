import { GuardedWeb, RefusedAddressError } from '@app/knowledge';
import { Injectable } from '@nestjs/common';

import { signatureHeaders, type SignedText } from './sign-webhook.js';

export interface CallEnd {
  isDelivered: boolean;
  /** True where another attempt could not end better. */
  isFinal: boolean;
  httpStatus: number | null;
  error: string | null;
}

/** As long as others wait who follow the specification. */
const TIMEOUT_MS = 15_000;
/** The receiver says that it wants no more of these. */
const GONE = 410;

/** One signed call to a store's server, its address checked again, without redirects, bounded in time; no answer is read. */
@Injectable()
export class WebhookCaller {
  constructor(private readonly web: GuardedWeb) {}

  async call(address: string, secrets: readonly string[], text: SignedText): Promise<CallEnd> {
    const url = new URL(address);
    const refusal = this.web.refusalOf(url);
    if (refusal !== null) return failed(`the address ${refusal}`, true);
    try {
      const response = await this.web.fetch(url.href, {
        method: 'POST',
        body: text.body,
        headers: { 'content-type': 'application/json', ...signatureHeaders(secrets, text) },
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      await response.body?.cancel();
      return ended(response.status);
    } catch (error) {
      return failed(reasonOf(error), false);
    }
  }
}

function ended(httpStatus: number): CallEnd {
  const isDelivered = httpStatus >= 200 && httpStatus < 300;
  const error = isDelivered ? null : `the server answered ${httpStatus}`;
  return { isDelivered, isFinal: isDelivered || httpStatus === GONE, httpStatus, error };
}

function failed(error: string, isFinal: boolean): CallEnd {
  return { isDelivered: false, isFinal, httpStatus: null, error };
}

/** In words of ours: messages of libraries may hold addresses inside the store's network. */
function reasonOf(error: unknown): string {
  const { cause } = error as { cause?: unknown };
  if (error instanceof RefusedAddressError || cause instanceof RefusedAddressError) {
    return 'the host has no public address';
  }
  if ((error as Error).name === 'TimeoutError') return `no answer within ${TIMEOUT_MS / 1000} s`;
  if (cause instanceof Error && cause.message.includes('redirect')) return 'the server redirects';
  const code = (cause as { code?: unknown } | undefined)?.code;
  return typeof code === 'string' ? `no connection (${code})` : 'no connection';
}
