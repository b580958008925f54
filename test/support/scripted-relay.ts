import { once } from "node:events";
import { createServer, type Socket } from "node:net";

/**
 * `verb` is the command's first word, or `.` for the end of a mail. Undefined: the usual answer.
 */
export type Script = (verb: string, socket: Socket) => string | undefined;

export type Greet = (socket: Socket) => string | undefined;

const USUAL: Record<string, string> = {
  EHLO: "250-relay\r\n250 PIPELINING",
  DATA: "354 go on",
  ".": "250 2.0.0 Ok",
  QUIT: "221 bye",
};

/** A relay that answers each command by a script, so that it can do what no good relay does. */
export class ScriptedRelay {
  /** What came in one piece, a connection's own after its number. */
  readonly chunks: string[] = [];
  /** Each command and each mail's end, in order. */
  readonly verbs: string[] = [];
  connections = 0;
  /** Connections that the client ended. */
  ended = 0;
  readonly #script: Script;
  readonly #greet: Greet;
  readonly #server = createServer((socket) => this.#serve(socket));

  /** `greet` gives the greeting of a connection: undefined is the usual one, an empty text none. */
  constructor(script: Script = () => undefined, greet: Greet = () => undefined) {
    this.#script = script;
    this.#greet = greet;
  }

  /** Listens; the address as the mailer wants it. */
  async start(): Promise<string> {
    this.#server.listen(0, "127.0.0.1");
    await once(this.#server, "listening");
    return `smtp://127.0.0.1:${(this.#server.address() as { port: number }).port}`;
  }

  stop(): void {
    this.#server.close();
  }

  #serve(socket: Socket): void {
    this.connections += 1;
    let unread = "";
    let inData = false;
    socket
      .on("error", () => {})
      .on("close", () => {
        this.ended += 1;
      });
    const greeting = this.#greet(socket) ?? "220 relay";
    if (greeting) socket.write(`${greeting}\r\n`);
    socket.on("data", (chunk) => {
      this.chunks.push(chunk.toString("latin1"));
      unread += chunk.toString("latin1");
      for (;;) {
        const mark = inData ? "\r\n.\r\n" : "\r\n";
        const end = unread.indexOf(mark);
        if (end < 0) return;
        const verb = inData ? "." : unread.slice(0, end).split(/[ :]/)[0]!;
        unread = unread.slice(end + mark.length);
        this.verbs.push(verb);
        const answer = this.#script(verb, socket) ?? USUAL[verb] ?? "250 Ok";
        inData = verb === "DATA" && answer.startsWith("354");
        if (answer) socket.write(`${answer}\r\n`);
      }
    });
  }
}
