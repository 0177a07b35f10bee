import { createHmac, timingSafeEqual } from 'node:crypto';

/** What one shopper's widget works with instead of its key, from one site. */
export interface ShopperSession {
  id: string;
  /** The widget key that it was begun with, and ends with. */
  keyId: string;
  origin: string;
  /** Milliseconds of the epoch, like all times here. */
  beganAt: number;
  /** Of the token; a renewed one ends later. */
  expiresAt: number;
}

const prefix = 'sh_session_';
/** The claims, and 32 bytes of HMAC-SHA-256; an origin has 272 characters at most. */
const token = /^sh_session_(?<body>[\w-]{1,800})\.(?<signature>[\w-]{43})$/;

/** Whether a text means to be a session's token, right or not. */
export const isSessionText = (text: string): boolean => text.startsWith(prefix);

/** A token like `sh_session_<claims>.<signature>`: nothing of it is secret but that it is signed. */
export function signSession(session: ShopperSession, secret: Buffer): string {
  const body = Buffer.from(JSON.stringify(session)).toString('base64url');
  return `${prefix}${body}.${signatureOf(body, secret)}`;
}

/** The session of a token that was signed with this secret and has not run out; null for anything else. */
export function readSession(text: string, secret: Buffer): ShopperSession | null {
  const { body, signature } = token.exec(text)?.groups ?? {};
  if (!body || !signature) return null;
  // compared as text: in base64url the last character of 32 bytes can be written in four ways
  const isOurs = timingSafeEqual(Buffer.from(signature), Buffer.from(signatureOf(body, secret)));
  if (!isOurs) return null;
  return JSON.parse(Buffer.from(body, 'base64url').toString('utf8')) as ShopperSession;
}

const signatureOf = (body: string, secret: Buffer): string =>
  createHmac('sha256', secret).update(body).digest('base64url');
