import type { AuditConfig } from '@app/tenancy';
import ipaddr from 'ipaddr.js';

/** What stands for a street of senders, not for one of them. */
const networkBits = { ipv4: 24, ipv6: 48 } as const;

/** What is kept of the address that a request came from, by the rule of TRUST_PROXY; undefined for nothing. */
export function senderAddress(ip: string, kept: AuditConfig['addresses']): string | undefined {
  if (kept === 'none' || !ipaddr.isValid(ip)) return undefined;
  const address = ipaddr.process(ip);
  if (kept === 'whole') return address.toString();
  const bits = networkBits[address.kind()];
  const family = address.kind() === 'ipv4' ? ipaddr.IPv4 : ipaddr.IPv6;
  return `${family.networkAddressFromCIDR(`${address.toString()}/${bits}`).toString()}/${bits}`;
}
