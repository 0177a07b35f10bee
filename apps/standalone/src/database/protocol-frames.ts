/** Codes of the untyped first packets of the PostgreSQL protocol, version 3 (manual, section 54.7). */
const SSL_REQUEST = 80_877_103;
const GSS_ENCRYPTION_REQUEST = 80_877_104;
const PROTOCOL_MAJOR = 3;

/** Query, Sync, function call and Flush end what a client sends before it waits for an answer. */
const UNIT_ENDS = new Set(['Q', 'S', 'F', 'H']);
const TERMINATE = 'X';

/** Larger than anything PGlite can take in; a length beyond it is not our protocol. */
const MAX_FRAME_BYTES = 512 * 1024 * 1024;

export type Incoming =
  | { kind: 'encryption-request' }
  | { kind: 'startup' }
  | { kind: 'unit'; bytes: Uint8Array }
  | { kind: 'terminate' }
  | { kind: 'garbage' };

/**
 * Cuts one client's byte stream into units: everything up to the message after which the client waits for an answer.
 * A unit is what may run on the shared session without another client's messages in between.
 */
export class IncomingFrames {
  private chunks: Buffer[] = [];
  private bufferedBytes = 0;
  private neededBytes = 1;
  private unit: Buffer[] = [];
  private isStarted = false;

  *read(chunk: Buffer): Generator<Incoming> {
    this.chunks.push(chunk);
    this.bufferedBytes += chunk.length;
    while (this.bufferedBytes >= this.neededBytes) {
      const incoming = this.isStarted ? this.nextMessage() : this.nextFirstPacket();
      if (incoming === 'more') return;
      if (incoming !== 'message') yield incoming;
    }
  }

  private nextFirstPacket(): Incoming | 'more' {
    const packet = this.take(0);
    if (!packet) return 'more';
    const code = packet.readUInt32BE(4);
    if (code === SSL_REQUEST || code === GSS_ENCRYPTION_REQUEST) {
      return { kind: 'encryption-request' };
    }
    if (code >>> 16 !== PROTOCOL_MAJOR) return { kind: 'garbage' };
    this.isStarted = true;
    return { kind: 'startup' };
  }

  private nextMessage(): Incoming | 'message' | 'more' {
    const message = this.take(1);
    if (!message) return 'more';
    const type = String.fromCharCode(message.readUInt8(0));
    if (type === TERMINATE) return { kind: 'terminate' };
    this.unit.push(message);
    if (!UNIT_ENDS.has(type)) return 'message';
    const bytes = this.unit.length === 1 ? message : Buffer.concat(this.unit);
    this.unit = [];
    return { kind: 'unit', bytes };
  }

  /** The next whole frame, or nothing until `neededBytes` have arrived; `offset` is where its length field stands. */
  private take(offset: number): Buffer | undefined {
    this.neededBytes = offset + 4;
    if (this.bufferedBytes < this.neededBytes) return undefined;
    const all = this.chunks.length === 1 ? this.chunks[0]! : Buffer.concat(this.chunks);
    this.chunks = [all];
    const frameBytes = offset + all.readUInt32BE(offset);
    if (frameBytes < offset + 4 || frameBytes > MAX_FRAME_BYTES) {
      throw new RangeError(`a frame of ${frameBytes} bytes is not the PostgreSQL protocol`);
    }
    this.neededBytes = frameBytes;
    if (all.length < frameBytes) return undefined;
    this.chunks = all.length === frameBytes ? [] : [all.subarray(frameBytes)];
    this.bufferedBytes = all.length - frameBytes;
    this.neededBytes = 1;
    return all.subarray(0, frameBytes);
  }
}
