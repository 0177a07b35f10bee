import { createHash } from 'node:crypto';

import type { Pool } from 'undici';

import type { PlannedRequest } from './plan-request.js';
import { type Shop, widgetOrigin } from './two-shops.js';

type Headers = Record<string, string | string[] | undefined>;

/** A request as it went out, and what came back. */
export interface Sent {
  method: string;
  path: string;
  headers: Headers;
  body: string | Buffer | undefined;
}
export interface Received {
  status: number;
  headers: Headers;
  text: string;
}

export interface Surroundings {
  shops: readonly [Shop, Shop];
  /** Of the site that the stores read. */
  siteOrigin: string;
  /** Stores that nobody needs, made by the run itself. */
  spareStores: string[];
}

const withinMs = 60_000;
const name = /«(\w+):(\d+)»/g;
/** Also where the method is not that of the operation: the rest of a round needs its two stores. */
const isOfStore = /^\/api\/v1\/stores\/«store_id:\d+»\/?([?#]|$)/;

/** Puts real ids, addresses and keys in the places of the names. Every other request is about the second store. */
export function filled(planned: PlannedRequest, n: number, around: Surroundings): Sent {
  const shop = around.shops[n % 2] as Shop;
  const other = around.shops[(n + 1) % 2] as Shop;
  const texts = `${planned.target} ${String(planned.body?.content)}`;
  const named = [...texts.matchAll(name)];
  const beside = named.map(([, one]) => String(one));
  // a conversation is that of the message beside it
  const messageIndex = named.find(([, one]) => one === 'message_id')?.[2];
  const idOf = (_: string, kind: string, own: string): string => {
    const index = kind === 'conversation_id' ? (messageIndex ?? own) : own;
    const number = Number(index);
    if (planned.method === 'DELETE' && isOfStore.test(planned.target))
      return around.spareStores.pop() ?? other.storeId.replaceAll(/./g, '0');
    // now and then a thing of the other store
    const { known } = number % 10 === 9 ? other : shop;
    return known.pick(kind, number, beside) ?? madeUp(kind, index);
  };
  const fill = (text: string) =>
    text.replaceAll(name, idOf).replaceAll('«site»', around.siteOrigin);
  const key = shop.keys[planned.caller];
  const headers: Headers = {
    ...(key !== undefined && { authorization: `Bearer ${key}` }),
    ...(planned.caller === 'widget' && { origin: widgetOrigin }),
    ...Object.fromEntries(
      Object.entries(planned.headers).map(([header, value]) => [
        header,
        typeof value === 'string' ? asHeader(fill(value)) : value.map(fill),
      ]),
    ),
  };
  const content = planned.body?.content;
  const body = typeof content === 'string' ? fill(content) : content;
  return { method: planned.method, path: fill(planned.target).replace(/#.*/, ''), headers, body };
}

/** What no client could write into a header does not get there. */
const asHeader = (value: string) => value.replaceAll(/[^\t\x20-\x7e\x80-\xff]/g, '').trim();

/** An id of nothing, the same each time; of a thing with a number, a small one. */
function madeUp(kind: string, index: string): string {
  if (kind === 'number' || kind === 'version') return '1';
  const digest = createHash('md5').update(`${kind}${index}`).digest('hex');
  return digest.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, '$1-$2-4$3-8$4-$5');
}

export async function send(pool: Pool, { method, path, headers, body }: Sent): Promise<Received> {
  const answer = await pool.request({
    method: method as 'GET',
    path,
    headers,
    body: method === 'TRACE' ? undefined : body,
    signal: AbortSignal.timeout(withinMs),
  });
  const text = await answer.body.text();
  return { status: answer.statusCode, headers: answer.headers, text };
}

/** So that it can be sent again by hand. */
export function described({ method, path, headers, body }: Sent): string {
  const content = Buffer.isBuffer(body) ? `base64 ${body.toString('base64')}` : body;
  return `${method} ${path.slice(0, 1_000)}\n  ${JSON.stringify(headers).slice(0, 600)}\n  ${content?.slice(0, 2_000) ?? ''}`;
}
