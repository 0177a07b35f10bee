import { type LookupFunction, Socket, type TcpSocketConnectOpts } from 'node:net';

/** HTTP clients pass `path: null` along where a unix socket would be named. */
type Target = TcpSocketConnectOpts & { path?: string | null };

/**
 * Tests have no network: a socket to anything but loopback is refused, and fails the file even where the code under test
 * takes the refusal for a site that is down. Names are allowed where the test brings its own lookup.
 */
type Connect = (this: Socket, ...args: unknown[]) => Socket;

const patched = Symbol.for('storehand.loopbackOnly');
const prototype = Socket.prototype as unknown as { connect: Connect; [patched]?: string[] };
const refused = (prototype[patched] ??= patch());
refused.length = 0;

afterAll(() => expect(refused).toEqual([]));

function patch(): string[] {
  const outside: string[] = [];
  const connect = prototype.connect;
  prototype.connect = function (...args) {
    const options = targetOf(args);
    const guarded = options && guard(options, outside);
    if (!guarded) return connect.apply(this, args);
    if (guarded instanceof Error) return this.destroy(guarded);
    // Node's own normalised form is an array that it marks with a symbol; keep it and replace the options inside
    Object.assign(options, guarded);
    return connect.apply(this, args);
  };
  return outside;
}

/** `connect` takes options, `(port, host)`, or the array of both that `net.connect` has already put in order. */
function targetOf([first, second]: unknown[]): Target | undefined {
  const value: unknown = Array.isArray(first) ? (first as unknown[])[0] : first;
  if (typeof value === 'object' && value !== null) return value as Target;
  if (typeof second !== 'string') return undefined;
  return { port: Number(value), host: second };
}

function guard(
  { host, lookup, path }: Target,
  outside: string[],
): Partial<TcpSocketConnectOpts> | Error | undefined {
  if (path || host === undefined || isLoopback(host)) return undefined;
  if (lookup) return { lookup: onlyLoopback(lookup, outside) };
  return refuse(host, outside);
}

function onlyLoopback(lookup: LookupFunction, outside: string[]): LookupFunction {
  return (name, options, callback) =>
    lookup(name, options, (error, address, family) => {
      const found = Array.isArray(address) ? address.map((entry) => entry.address) : [address];
      const stranger = error ? undefined : found.find((entry) => !isLoopback(entry));
      if (stranger === undefined) callback(error, address, family);
      else callback(refuse(`${name} (${stranger})`, outside), address, family);
    });
}

function refuse(host: string, outside: string[]): Error {
  outside.push(host);
  return new Error(`Tests may connect to loopback only, not to ${host}`);
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}
