import { type Figure, figure } from './figure.js';
import type { MaskedText } from './masked-text.js';

const SCHEME_LINK =
  /(?:\b[a-z][a-z0-9+.-]{1,20}:\/\/|(?<![:\w/])\/\/(?=[\w-]+\.)|\bwww\.)[^\s<>()"'\]|\u0001]+/giu;
const EMAIL = /(?:mailto:)?([\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+)/giu;
/** A host without a scheme, which chat windows make a link of as well. */
const BARE_LINK =
  /(?<![\p{L}\p{N}@._/-])(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+(?:[a-z]{2,24})(?::\d{2,5})?(?:\/[^\s<>()"'\]|\u0001]*)?(?![\p{L}\p{N}@])/giu;
const FILE_NAME =
  /^[^/:]+\.(?:pdf|txt|csv|docx?|xlsx?|jpe?g|png|gif|svg|webp|html?|js|ts|json|xml|ya?ml|zip|gz|tar|tgz|bz2|xz|7z|rar|exe|dll|c|cpp|h|py|sh|rs|md|conf|cfg|ini|log|sql|mp[34]|nc|js|net core)$/iu;
const ABBREVIATION =
  /^(?:\p{L}\.)+\p{L}$|^(?:approx|incl|excl|max|min|bzw|etc|usw|evtl|inkl|zzgl)\./iu;
const PHONE =
  /(?<![\p{L}\p{N}$€£.,/-])(?:\+\s?\d{1,3}|\(\+?\d{1,4}\)|0\d{1,5}|\d{3})(?:[\s.\u00a0/-]{0,3}\(?\d{1,5}\)?){1,6}(?![\p{L}\p{N}%€$£])/gu;

/** Links without scheme, `www.` and last slash, lower case, and e-mail addresses. */
export function readLinks(text: MaskedText): Figure[] {
  const found: Figure[] = [];
  text.take(EMAIL, ([all, address = '']) => {
    found.push(figure('email', address.toLowerCase().replace(/\.$/, ''), all));
  });
  text.take(SCHEME_LINK, ([link]) => void found.push(figure('link', plainLink(link), link)));
  text.take(BARE_LINK, ([link]) => {
    if (ABBREVIATION.test(link) || /\.\p{Lu}\p{Ll}/u.test(link)) return false;
    const kind = FILE_NAME.test(link) ? 'code' : 'link';
    found.push(figure(kind, kind === 'code' ? plainCode(link) : plainLink(link), link));
    return true;
  });
  return found;
}

/** Phone numbers by their digits; the zero of "+49 (0)30" is not dialled. */
export function readPhones(text: MaskedText): Figure[] {
  const found: Figure[] = [];
  text.take(PHONE, ([phone]) => {
    const isPhone = looksLikePhone(phone);
    const digits = phone.replace('(0)', '').replace(/\D/g, '');
    if (isPhone) found.push(figure('phone', digits, phone));
    return isPhone;
  });
  return found;
}

export function plainLink(link: string): string {
  return link
    .replace(/[.,;:!?*_]+$/, '')
    .replace(/^(?:https?:)?\/\//i, '')
    .replace(/^www\./i, '')
    .replace(/\/+$/, '')
    .toLowerCase();
}

export function plainCode(code: string): string {
  return code.toUpperCase().replaceAll('-', '');
}

/** Whether two numbers reach the same phone, with and without the prefix of a country or the zero in its place. */
export function isSamePhone(a: string, b: string): boolean {
  const [short, long] = [a.replace(/^0+/, ''), b.replace(/^0+/, '')].sort(
    (x, y) => x.length - y.length,
  ) as [string, string];
  return short.length >= 7 && long.endsWith(short) && long.length - short.length <= 4;
}

/** Seven digits at least, in parts that are no thousands: "1 299 000" is a number. */
function looksLikePhone(text: string): boolean {
  const digits = text.replace(/\D/g, '');
  if (digits.length < 7 || digits.length > 16) return false;
  if (/^[+(]|^0\d/.test(text)) return true;
  const parts = text.split(/[^\d]+/);
  const areThousands = parts.slice(1).every((part) => part.length === 3);
  return parts.length > 1 && !areThousands && !/^\d+[.,]\d+$/.test(text);
}
