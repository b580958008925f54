import {
  createServer,
  type IncomingHttpHeaders,
  type Server,
  type ServerResponse,
} from "node:http";
import type { AddressInfo } from "node:net";

export type Received = { path: string; headers: IncomingHttpHeaders; body: string };
/** What it does with the nth request (from 0). */
export type Script = (response: ServerResponse, n: number) => void;

/** An external system: a real HTTP server that keeps what it got. */
export class Receiver {
  readonly got: Received[] = [];
  readonly #server: Server;
  connections = 0;

  private constructor(script: Script) {
    this.#server = createServer(async (request, response) => {
      const body = Buffer.concat(await request.toArray()).toString("utf8");
      const { url: path = "", headers } = request;
      script(response, this.got.push({ path, headers, body }) - 1);
    });
    this.#server.on("connection", () => {
      this.connections += 1;
    });
  }

  static async start(script: Script): Promise<Receiver> {
    const receiver = new Receiver(script);
    await new Promise<void>((resolve) => receiver.#server.listen(0, "127.0.0.1", resolve));
    return receiver;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

/** A script that answers so, every time. */
export const answering =
  (status: number, body = "", headers: Record<string, string> = {}): Script =>
  (response) =>
    void response.writeHead(status, headers).end(body);
