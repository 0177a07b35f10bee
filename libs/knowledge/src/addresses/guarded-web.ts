import { Injectable } from '@nestjs/common';
import { Agent, fetch as webFetch } from 'undici';

import { AddressPolicy, effectivePort } from './address-policy.js';
import { guardedConnector, RefusedAddressError } from './guarded-connector.js';

const connectTimeoutMs = 10_000;

/**
 * The way out to services that a store named, such as its language model: the crawler's address rules before each
 * request and at each socket, no redirects, and nothing in plain text to the public internet, since keys travel along.
 */
@Injectable()
export class GuardedWeb {
  private readonly agent: Agent;

  constructor(private readonly policy: AddressPolicy) {
    this.agent = new Agent({ connect: guardedConnector(policy, { connectTimeoutMs }) });
  }

  /** Why an address may not be called, as the end of the sentence "… is refused: it …"; null when it may. */
  refusalOf(url: URL): string | null {
    const refusal = this.policy.refusalOf(url);
    if (refusal !== null || url.protocol === 'https:') return refusal;
    const isPrivate = this.policy.isAllowedPrivateHost(url.hostname, effectivePort(url) ?? '');
    return isPrivate ? null : 'is not encrypted; use https';
  }

  /** An address as a store gave it; throws what `refuse` makes of why it may not be called. */
  check(address: string, refuse: (reason: string) => Error): URL {
    const url = URL.parse(address);
    if (url === null) throw refuse('is not a complete URL such as https://shop.example/path');
    const refusal = this.refusalOf(url);
    if (refusal !== null) throw refuse(refusal);
    return url;
  }

  /** As the global one. A `RefusedAddressError`, or an error caused by one, says that the address is refused. */
  readonly fetch: typeof globalThis.fetch = (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    const refusal = this.refusalOf(url);
    if (refusal !== null) return Promise.reject(new RefusedAddressError(url.hostname));
    const guarded = { ...init, dispatcher: this.agent, redirect: 'error' };
    // the types of undici and of Node differ in names only
    return webFetch(url, guarded as never) as unknown as Promise<Response>;
  };

  async onModuleDestroy(): Promise<void> {
    await this.agent.destroy();
  }
}
