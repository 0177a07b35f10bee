/**
 * The names under which one client keeps its prepared statements, made its own: all clients share one backend session,
 * where a name can be given once. Drivers use the same name on each of their connections.
 */
export class StatementNames {
  private static clients = 0;

  private readonly prefix = `c${(StatementNames.clients += 1)}_`;
  private readonly kept = new Set<string>();

  /** A unit of messages with the client's names in place of those it uses. */
  own(unit: Uint8Array): Uint8Array {
    if (unit[0] === QUERY) return unit;
    const messages = [...messagesOf(unit)];
    const owned = messages.map((message) => this.ownMessage(message));
    return owned.some((message, i) => message !== messages[i]) ? Buffer.concat(owned) : unit;
  }

  /** What ends all that the client has kept, to be sent once it has left; null where that is nothing. */
  closing(): Uint8Array | null {
    if (this.kept.size === 0) return null;
    const closes = [...this.kept].map((name) => message(CLOSE, [Buffer.from('S'), text(name)]));
    return Buffer.concat([...closes, message(SYNC, [])]);
  }

  private ownMessage(given: Buffer): Buffer {
    const start = nameStart(given);
    const end = start === null ? -1 : given.indexOf(0, start);
    if (start === null || end <= start) return given;
    const name = this.prefix + given.toString('utf8', start, end);
    if (given[0] === PARSE) this.kept.add(name);
    if (given[0] === CLOSE) this.kept.delete(name);
    return message(given[0]!, [given.subarray(HEADER, start), text(name), given.subarray(end + 1)]);
  }
}

const [QUERY, PARSE, BIND, DESCRIBE, CLOSE, SYNC] = [...Buffer.from('QPBDCS')] as [
  number, number, number, number, number, number,
]; // prettier-ignore
const STATEMENT = 'S'.charCodeAt(0);

/** A byte for the type, four for the length (which counts itself). */
const HEADER = 5;

/** Where a message names a prepared statement (PostgreSQL manual, 55.7); null where it does not. */
function nameStart(given: Buffer): number | null {
  if (given[0] === PARSE) return HEADER;
  if (given[0] === BIND) return given.indexOf(0, HEADER) + 1;
  const isNaming = given[0] === DESCRIBE || given[0] === CLOSE;
  return isNaming && given[HEADER] === STATEMENT ? HEADER + 1 : null;
}

function* messagesOf(unit: Uint8Array): Generator<Buffer> {
  const all = Buffer.from(unit.buffer, unit.byteOffset, unit.byteLength);
  for (let start = 0; start < all.length;) {
    const end = start + 1 + all.readUInt32BE(start + 1);
    yield all.subarray(start, end);
    start = end;
  }
}

const text = (value: string): Buffer => Buffer.from(`${value}\0`);

function message(type: number, parts: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(parts);
  const header = Buffer.from([type, 0, 0, 0, 0]);
  header.writeUInt32BE(4 + body.length, 1);
  return Buffer.concat([header, body]);
}
