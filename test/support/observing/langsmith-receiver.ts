import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A run as LangSmith has it once it was told its beginning and its end. */
export interface SentRun {
  id: string;
  name: string;
  run_type: string;
  session_name?: string;
  tags?: string[];
  inputs?: object;
  outputs?: object;
  error?: string;
  end_time?: string | number;
  extra?: { metadata?: Record<string, unknown> };
}

/** LangSmith on loopback: takes runs in multipart batches as its client sends them, or answers with the status that it was given. */
export class LangSmithReceiver {
  readonly bodies: string[] = [];
  readonly headers: IncomingHttpHeaders[] = [];
  status = 200;
  private readonly told = new Map<string, SentRun>();

  private constructor(private readonly server: Server) {}

  static async start(): Promise<LangSmithReceiver> {
    const server = createServer();
    const receiver = new LangSmithReceiver(server);
    server.on('request', (request, response) => {
      const pieces: Buffer[] = [];
      request.on('data', (piece: Buffer) => pieces.push(piece));
      request.on('end', () => {
        const body = Buffer.concat(pieces);
        receiver.headers.push(request.headers);
        receiver.bodies.push(body.toString());
        const isTaken = receiver.status < 400 && request.url === '/runs/multipart';
        const type = String(request.headers['content-type']);
        const answer = request.url === '/info' ? '{"version":"1"}' : '{}';
        void (isTaken ? receiver.take(body, type) : Promise.resolve()).then(() =>
          response.writeHead(receiver.status, { 'content-type': 'application/json' }).end(answer),
        );
      });
    });
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    return receiver;
  }

  get endpoint(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Those that have come to their end. */
  get runs(): SentRun[] {
    return [...this.told.values()].filter(({ end_time: end }) => end !== undefined);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise<void>((resolve) => void this.server.close(() => resolve()));
  }

  /** Parts are called `post.<id>` and `patch.<id>`, or after that a member of the run. */
  private async take(body: Buffer, type: string): Promise<void> {
    const parts = await new Response(body, { headers: { 'content-type': type } }).formData();
    for (const [name, part] of parts) {
      const [, id = '', member] = /^(?:post|patch)\.([\da-f-]+)(?:\.(\w+))?$/.exec(name) ?? [];
      const said = JSON.parse(typeof part === 'string' ? part : await part.text()) as object;
      const known = this.told.get(id) ?? ({ id } as SentRun);
      this.told.set(id, { ...known, ...(member === undefined ? said : { [member]: said }) });
    }
  }
}
