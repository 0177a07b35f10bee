import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A model's server on loopback that fails with all that it was sent in its error, as some do. */
export class EchoServer {
  status = 500;
  asked = 0;

  private constructor(private readonly server: Server) {}

  static async start(): Promise<EchoServer> {
    const server = createServer();
    const echo = new EchoServer(server);
    server.on('request', (request, response) => {
      let sent = JSON.stringify(request.headers);
      request.setEncoding('utf8').on('data', (piece: string) => (sent += piece));
      request.on('end', () => {
        echo.asked += 1;
        const error = { message: sent, type: sent, code: sent, param: sent };
        response
          .writeHead(echo.status, { 'content-type': 'application/json' })
          .end(JSON.stringify({ error }));
      });
    });
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    return echo;
  }

  get baseUrl(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/v1`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise<void>((resolve) => void this.server.close(() => resolve()));
  }
}
