import { lookup as dnsLookup, type LookupAddress } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';

import { buildConnector } from 'undici';

import type { AddressPolicy } from './address-policy.js';
import { isPublicAddress } from './is-public-address.js';

/** The shape of `dns.lookup` with `all: true`; tests give one whose answers change. */
export type LookupAll = (
  hostname: string,
  callback: (error: Error | null, addresses: LookupAddress[]) => void,
) => void;

/** A connection that was not made because every address of the host is private or reserved. */
export class RefusedAddressError extends Error {
  override readonly name = 'RefusedAddressError';

  constructor(readonly hostname: string) {
    super(`${hostname} has no public address`);
  }
}

const lookupAll: LookupAll = (hostname, callback) =>
  dnsLookup(hostname, { all: true, verbatim: true }, callback);

/**
 * Opens sockets for undici and checks the address of each one it opens. The name is looked up once, inside the
 * connection, and only its public addresses are ever dialled, so a second DNS answer cannot matter. IP literals never
 * reach a lookup hook (measured with undici 7), hence the check before; the one after is the last lock.
 */
export function guardedConnector(
  policy: AddressPolicy,
  { connectTimeoutMs, lookup = lookupAll }: { connectTimeoutMs: number; lookup?: LookupAll },
): buildConnector.connector {
  const options = { timeout: connectTimeoutMs, allowH2: false };
  const open = buildConnector({ ...options, lookup: adapt(lookup, () => true) });
  const guarded = buildConnector({ ...options, lookup: adapt(lookup, isPublicAddress) });
  return (target, callback) => {
    const port = target.port || (target.protocol === 'https:' ? '443' : '80');
    if (policy.isAllowedPrivateHost(target.hostname, port)) return open(target, callback);
    if (isIP(target.hostname) !== 0 && !isPublicAddress(target.hostname)) {
      return callback(new RefusedAddressError(target.hostname), null);
    }
    return guarded(target, (...[error, socket]) => {
      if (error) return callback(error, null);
      if (isPublicAddress(socket.remoteAddress ?? '')) return callback(null, socket);
      socket.destroy();
      return callback(new RefusedAddressError(target.hostname), null);
    });
  };
}

function adapt(lookup: LookupAll, isAllowed: (address: string) => boolean): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, (error, addresses) => {
      if (error) return callback(error, '');
      const allowed = addresses.filter(({ address }) => isAllowed(address));
      const [first] = allowed;
      if (first === undefined) return callback(new RefusedAddressError(hostname), '');
      return options.all ? callback(null, allowed) : callback(null, first.address, first.family);
    });
  };
}
