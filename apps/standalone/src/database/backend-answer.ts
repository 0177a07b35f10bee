const NOTIFICATION = 'A'.charCodeAt(0);
const READY_FOR_QUERY = 'Z'.charCodeAt(0);
const IDLE = 'I'.charCodeAt(0);

export interface BackendAnswer {
  /** What the client that asked gets. */
  reply: Uint8Array;
  /** Notifications that were due; they belong to whoever listens, not to whoever asked. */
  notifications: Uint8Array[];
  /** False while a transaction is open, or when the answer is not finished yet (after a Flush). */
  isIdle: boolean;
}

/** Reads the frames the backend answered with, and takes out the notifications. */
export function readAnswer(output: Uint8Array): BackendAnswer {
  const view = new DataView(output.buffer, output.byteOffset, output.byteLength);
  const kept: Uint8Array[] = [];
  const notifications: Uint8Array[] = [];
  let isIdle = false;
  for (let at = 0; at < output.length;) {
    const end = at + 1 + view.getUint32(at + 1);
    const frame = output.subarray(at, end);
    if (frame[0] === NOTIFICATION) notifications.push(frame);
    else kept.push(frame);
    if (frame[0] === READY_FOR_QUERY) isIdle = frame[5] === IDLE;
    at = end;
  }
  const reply = notifications.length === 0 ? output : Buffer.concat(kept);
  return { reply, notifications, isIdle };
}

/** The error message that tells a client why the server ends its connection. */
export function fatalError(sqlState: string, message: string): Uint8Array {
  const fields = `SFATAL\0VFATAL\0C${sqlState}\0M${message}\0\0`;
  const length = Buffer.alloc(4);
  length.writeUInt32BE(4 + Buffer.byteLength(fields));
  return Buffer.concat([Buffer.from('E'), length, Buffer.from(fields)]);
}
