/**
 * Names that never mean a public website: the special-use registry (RFC 6761 and successors), names reserved for private
 * networks by ICANN and by habit, and anything without a dot. `example.com` and its siblings are real, public pages.
 */
const specialUseSuffixes: ReadonlySet<string> = new Set([
  'localhost',
  'localdomain',
  'local',
  'internal',
  'intranet',
  'private',
  'corp',
  'home',
  'lan',
  'mail',
  'arpa',
  'test',
  'example',
  'invalid',
  'onion',
  'i2p',
  'alt',
]);

export function isSpecialUseName(hostname: string): boolean {
  const labels = hostname.toLowerCase().split('.');
  if (labels.length < 2 || labels.some((label) => label === '')) return true;
  return specialUseSuffixes.has(labels.at(-1) ?? '');
}
