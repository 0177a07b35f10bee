import dns from 'node:dns';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';

/** Loaded before a process that is given strange addresses: what is not on this machine is refused, and said. */
const isLocal = (host: string) => /^(127\.|::1$|::ffff:127\.|localhost$)/.test(host);

function refuse(host: string): Error {
  process.stdout.write(`called outside: ${host}\n`);
  return Object.assign(new Error('only loopback is called here'), { code: 'ECONNREFUSED' });
}

type Callback = (error: Error, address?: string, family?: number) => void;

const lookup = dns.lookup.bind(dns) as (host: string, ...rest: unknown[]) => void;
/** Names of nobody are looked up nowhere. */
const notFound = (host: string) =>
  Object.assign(new Error(`getaddrinfo ENOTFOUND ${host}`), { code: 'ENOTFOUND' });
const onlyLocal = (host: string, ...rest: unknown[]) =>
  isLocal(host) ? lookup(host, ...rest) : process.nextTick(rest.at(-1) as Callback, notFound(host));
dns.lookup = onlyLocal as typeof dns.lookup;

const resolve = dns.promises.lookup.bind(dns.promises) as (
  host: string,
  ...rest: unknown[]
) => unknown;
dns.promises.lookup = ((host: string, ...rest: unknown[]) =>
  isLocal(host)
    ? resolve(host, ...rest)
    : Promise.reject(notFound(host))) as typeof dns.promises.lookup;

type Connect = (this: net.Socket, ...args: unknown[]) => net.Socket;
const prototype = net.Socket.prototype as unknown as { connect: Connect };
const connect = prototype.connect;
prototype.connect = function (...args) {
  const [first] = args.flat() as { host?: string; path?: string }[];
  const { host = 'localhost', path } = typeof first === 'object' ? first : {};
  const isNumber = net.isIP(host) !== 0;
  if (path !== undefined || !isNumber || isLocal(host)) return connect.apply(this, args);
  return this.destroy(refuse(host));
};
syncBuiltinESMExports();
