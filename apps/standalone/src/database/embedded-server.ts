import { createServer, type Server, type Socket } from 'node:net';

import { fatalError } from './backend-answer.js';
import { type Incoming, IncomingFrames } from './protocol-frames.js';
import type { Backend, SharedSession } from './shared-session.js';
import { StatementNames } from './statement-names.js';
import type { SessionClient } from './waiting-turns.js';

const NO_ENCRYPTION = Buffer.from('N');

/** A start-up packet as a client would send it; its answer is what every client is greeted with. */
export function captureGreeting(backend: Backend): Uint8Array {
  const settings = Buffer.from('user\0postgres\0database\0postgres\0client_encoding\0UTF8\0\0');
  const head = Buffer.alloc(8);
  head.writeUInt32BE(8 + settings.length, 0);
  head.writeUInt32BE(3 << 16, 4);
  return Uint8Array.from(backend.execProtocolRawSync(Buffer.concat([head, settings])));
}

/**
 * Speaks the PostgreSQL protocol on one unix socket for the shared session. There is no password: whoever can open the
 * socket is trusted, so the directory it lies in must be the owner's alone.
 */
export class EmbeddedServer {
  private readonly sockets = new Set<Socket>();
  private readonly server: Server;

  constructor(
    private readonly session: SharedSession,
    private readonly greeting: Uint8Array,
  ) {
    this.server = createServer((socket) => this.accept(socket));
  }

  listen(socketPath: string): Promise<void> {
    return new Promise((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(socketPath, () => resolve());
    });
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private accept(socket: Socket): void {
    const frames = new IncomingFrames();
    const client = clientOf(socket);
    const names = new StatementNames();
    this.sockets.add(socket);
    socket.on('data', (chunk) => {
      try {
        for (const incoming of frames.read(chunk))
          this.react(socket, client, owned(incoming, names));
      } catch (error) {
        client.dismiss('08P01', error instanceof Error ? error.message : String(error));
      }
    });
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      this.sockets.delete(socket);
      this.session.leave(client);
      const closing = names.closing();
      // once the server closes, the session with all its statements ends
      if (closing !== null && this.server.listening) this.session.submit(nobody, closing);
    });
  }

  private react(socket: Socket, client: SessionClient, incoming: Incoming): void {
    switch (incoming.kind) {
      case 'encryption-request':
        return client.send(NO_ENCRYPTION);
      case 'startup':
        return client.send(this.greeting);
      case 'unit':
        return this.session.submit(client, incoming.bytes);
      case 'terminate':
      case 'garbage':
        socket.destroy();
    }
  }
}

/** Answers to what is sent for a client that has left. */
const nobody: SessionClient = { send: () => undefined, dismiss: () => undefined };

const owned = (incoming: Incoming, names: StatementNames): Incoming =>
  incoming.kind === 'unit' ? { ...incoming, bytes: names.own(incoming.bytes) } : incoming;

function clientOf(socket: Socket): SessionClient {
  return {
    send: (bytes) => {
      if (socket.writable) socket.write(bytes);
    },
    dismiss: (sqlState, reason) => {
      if (socket.writable) socket.write(fatalError(sqlState, reason));
      socket.destroySoon();
    },
  };
}
