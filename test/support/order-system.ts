import { createHmac } from 'node:crypto';
import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

import type { FixtureSite } from './fixture-site.js';

export interface OrderRequest {
  headers: IncomingHttpHeaders;
  body: string;
  type: string;
  data: Record<string, string | null>;
}

type Orders = Record<string, Record<string, unknown>>;

/** A store's own order system behind one path of a site: its orders, the codes that it sends, and its bad days. */
export class OrderSystem {
  readonly requests: OrderRequest[] = [];
  readonly sentCodes: string[] = [];
  /** Answers in its place, for the ways in which it can fail. */
  instead: ((response: ServerResponse) => void | Promise<void>) | null = null;
  signingSecret = '';

  constructor(
    site: FixtureSite,
    readonly path: string,
    private readonly orders: Orders,
  ) {
    site.on(path, async (request, response) => {
      let body = '';
      for await (const piece of request) body += String(piece);
      const { type, data } = JSON.parse(body) as Pick<OrderRequest, 'type' | 'data'>;
      this.requests.push({ headers: request.headers, body, type, data });
      if (this.instead) return this.instead(response);
      const answer = type === 'order.code' ? this.code(data) : this.status(data);
      response
        .writeHead(answer === null ? 404 : 200, { 'content-type': 'application/json' })
        .end(JSON.stringify(answer ?? { error: 'unknown' }));
    });
  }

  of(type: string): OrderRequest[] {
    return this.requests.filter((one) => one.type === type);
  }

  forget(): void {
    this.requests.length = 0;
    this.sentCodes.length = 0;
    this.instead = null;
  }

  private status({ order_number: number }: OrderRequest['data']): object | null {
    return this.orders[number ?? ''] ?? null;
  }

  /** The code goes to the customer, its hash to us. */
  private code({ order_number: number }: OrderRequest['data']): object | null {
    if (!this.orders[number ?? '']) return null;
    const code = `58${3920 + this.sentCodes.length}`;
    this.sentCodes.push(code);
    const key = Buffer.from(this.signingSecret.slice('whsec_'.length), 'base64');
    const code_hash = createHmac('sha256', key).update(`${number}.${code}`).digest('hex');
    return { code_hash, expires_at: new Date(Date.now() + 600_000).toISOString() };
  }
}

export const stalls = async (response: ServerResponse) => {
  await sleep(3_000, undefined, { ref: false });
  response.end('{}');
};

interface TokenParts {
  secret: string;
  claims: Record<string, unknown>;
  header?: Record<string, unknown>;
}

/** A JSON Web Token as a store's server makes it. */
export function shopperToken({ secret, claims, header = { alg: 'HS256' } }: TokenParts): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const exp = Math.floor(Date.now() / 1000) + 600;
  const signed = `${part(header)}.${part({ exp, ...claims })}`;
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
}
