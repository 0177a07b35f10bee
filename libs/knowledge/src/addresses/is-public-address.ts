import ipaddr from 'ipaddr.js';

type Words = readonly [number, number, number, number, number, number, number, number];

/**
 * Whether an address literal is globally routable. Only the spelling that sockets report counts (four decimal parts, or
 * IPv6 without a zone); any other spelling is refused, so that no parser's reading of `0177.1` can differ from ours.
 * The ranges are those of ipaddr.js. Its gaps are closed here: IPv6 outside 2000::/3 is refused as a whole, which covers
 * IPv4-mapped, -compatible and -translated forms, both NAT64 prefixes, unique-local, site-local and unallocated space,
 * and so are ISATAP interface identifiers (RFC 5214), which hide an IPv4 address under any prefix.
 */
export function isPublicAddress(address: string): boolean {
  if (ipaddr.IPv4.isValidFourPartDecimal(address)) {
    return isCanonicalIPv4(address) && ipaddr.IPv4.parse(address).range() === 'unicast';
  }
  if (address.includes('%') || !ipaddr.IPv6.isValid(address)) return false;
  const parsed = ipaddr.IPv6.parse(address);
  const words = parsed.parts as unknown as Words;
  return isGlobalUnicast(words) && !isIsatap(words) && parsed.range() === 'unicast';
}

function isCanonicalIPv4(address: string): boolean {
  return address.split('.').every((part) => String(Number(part)) === part);
}

function isGlobalUnicast(words: Words): boolean {
  return (words[0] & 0xe000) === 0x2000;
}

function isIsatap(words: Words): boolean {
  const withoutUniversalAndGroupBits = words[4] & 0xfcff;
  return withoutUniversalAndGroupBits === 0 && words[5] === 0x5efe;
}
