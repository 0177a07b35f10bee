import { hash, randomInt } from 'node:crypto';
import { crc32 } from 'node:zlib';

import type { StoreKeyKind } from '../scope/key-scopes.js';

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
/** 24 characters of 62 are 142 bits, over the 128 that the design asks for. */
const secretLength = 24;
/** CRC-32 written in base 62; it finds every error of one character. */
const checksumLength = 6;
const pattern = new RegExp(`^sh_(store|widget)_[0-9A-Za-z]{${secretLength + checksumLength}}$`);

/** Makes a key like `sh_store_<24 random characters><6 of checksum>`. */
export function generateKey(kind: StoreKeyKind): string {
  const secret = Array.from({ length: secretLength }, () => alphabet[randomInt(62)]).join('');
  const body = `sh_${kind}_${secret}`;
  return body + checksum(body);
}

/** Whether a text can be a key at all: a typing error is found here, without asking the database. */
export function isKeyText(text: string): boolean {
  if (!pattern.test(text)) return false;
  const body = text.slice(0, -checksumLength);
  return text.slice(-checksumLength) === checksum(body);
}

/** What is stored and looked up: the key has 142 random bits, so a plain SHA-256 cannot be guessed back. */
export const hashKey = (key: string): Buffer => hash('sha256', key, 'buffer');

/** The beginning that a list shows, enough to tell keys apart. */
export const keyPrefix = (key: string): string => key.slice(0, key.lastIndexOf('_') + 5);

function checksum(body: string): string {
  let rest = crc32(body) >>> 0;
  let text = '';
  for (let i = 0; i < checksumLength; i++) {
    text = alphabet.charAt(rest % 62) + text;
    rest = Math.floor(rest / 62);
  }
  return text;
}
