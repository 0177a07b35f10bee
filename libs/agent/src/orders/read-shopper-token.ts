import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

import { z } from 'zod';

/** Who the store says that the shopper is. */
export interface ShopperClaims {
  shopperId: string;
  /** Orders that the store names as the shopper's; empty where it answers for them itself. */
  orders: readonly string[];
  expiresAt: Date;
  /** Of what was signed: the same token, however its signature is spelt. */
  tokenHash: string;
}

const MAX_LENGTH = 4_000;
/** A token that lasts longer would be a password. */
const MAX_AGE_SECONDS = 24 * 60 * 60;
/** Clocks of two servers differ. */
const SKEW_SECONDS = 30;

/** Three parts in base64url; the first two are what is signed. */
const TOKEN = /^(?<signed>(?<head>[\w-]+)\.(?<body>[\w-]+))\.(?<signature>[\w-]+)$/;
type TokenParts = Record<'signed' | 'head' | 'body' | 'signature', string>;

const header = z.object({ alg: z.literal('HS256'), crit: z.undefined().optional() });
const claims = z.object({
  sub: z.string().min(1).max(200),
  exp: z.number().int(),
  nbf: z.number().optional(),
  orders: z.array(z.string().min(1).max(40)).max(100).default([]),
});

/** The claims of a JSON Web Token that the store signed (HS256) and that has not run out; null for anything else. */
export function readShopperToken(
  token: string,
  secret: string,
  now = Date.now(),
): ShopperClaims | null {
  const parts = TOKEN.exec(token)?.groups as TokenParts | undefined;
  if (!parts || token.length > MAX_LENGTH || !isSigned(parts, secret)) return null;
  const { signed, head, body } = parts;
  const read = claims.safeParse(decoded(body));
  if (!header.safeParse(decoded(head)).success || !read.success) return null;
  const { sub: shopperId, exp, orders } = read.data;
  if (!isDue(read.data, now / 1000)) return null;
  const tokenHash = createHash('sha256').update(signed).digest('hex');
  return { shopperId, orders, expiresAt: new Date(exp * 1000), tokenHash };
}

/** Whatever the header says of the algorithm: this one is computed. */
function isSigned({ signed, signature }: TokenParts, secret: string): boolean {
  const expected = createHmac('sha256', secret).update(signed).digest();
  const given = Buffer.from(signature, 'base64url');
  return given.length === expected.length && timingSafeEqual(given, expected);
}

function isDue({ exp, nbf = 0 }: z.infer<typeof claims>, seconds: number): boolean {
  const isYoung = exp <= seconds + MAX_AGE_SECONDS + SKEW_SECONDS;
  return exp > seconds && isYoung && nbf <= seconds + SKEW_SECONDS;
}

function decoded(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
  } catch {
    return null;
  }
}
