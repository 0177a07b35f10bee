import ipaddr from 'ipaddr.js';

/** What one household or server has of IPv6. */
const prefixBits = 64;

/** Whom an address stands for: itself, in IPv6 its network, since whoever has one address there has all of them. */
export function addressOf(ip: string): string {
  if (!ipaddr.isValid(ip)) return 'unknown';
  const address = ipaddr.process(ip);
  if (address instanceof ipaddr.IPv4) return address.toString();
  return ipaddr.IPv6.networkAddressFromCIDR(`${address.toString()}/${prefixBits}`).toString();
}
