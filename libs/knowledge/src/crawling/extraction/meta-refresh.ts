import { canonicalUrl } from '../../addresses/canonical-url.js';

/** A page that is shown for longer is there to be read. */
const longestSeconds = 10;

/** Longer addresses are not real. */
const longest = 2_100;

/** As browsers read it: `0; url=/new`, `3,URL='/new'`, `0;/new`. */
const refresh =
  /^\s*(\d*)[\d.]*\s*(?:[;,]|(?<=[\d.]\s+))\s*(?:url\s*=\s*)?(?:"([^"]*)|'([^']*)|(.*))/is;

/** Where a page sends its readers on to within seconds; null where it does not, or only loads itself again. */
export function refreshTarget(content: string | null, base: string): string | null {
  const [, seconds = '', ...targets] = refresh.exec((content ?? '').slice(0, longest)) ?? [];
  const target = targets.find((text) => text !== undefined)?.trim() ?? '';
  if (target === '' || seconds === '' || Number(seconds) > longestSeconds) return null;
  return canonicalUrl(target, base);
}
