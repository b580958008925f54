import { createServer, type Server, type Socket } from "node:net";
import { TLSSocket } from "node:tls";

/** A mail that the sink answered 250 for, or took whole before it hung up. */
export type SunkMail = {
  messageId: string;
  from: string;
  to: string[];
  bytes: number;
  raw: Buffer;
};

/** How far a mail has come: its sender was named, its body asked for, taken whole, and answered. */
export type SinkStage = "named" | "asked" | "taken" | "answered";

export type SinkOptions = {
  pipelining?: boolean;
  /** The reply to RCPT of an address, unless that is 250. */
  rcptReply?: (to: string) => string | undefined;
  /**
   * The reply after a mail, unless that is 250; `drop` hangs up without one and `hang` says
   * nothing.
   */
  dataReply?: (mail: SunkMail) => string | "drop" | "hang" | undefined;
  /** Hangs up instead of answering this command. */
  dropAt?: string;
  /** Reads a command and says nothing. */
  hangAt?: string;
  greeting?: string;
  /** `user:pass`, which a client must then give by AUTH PLAIN before it may send. */
  login?: string;
  /** The user and the access token, which a client must then give by AUTH XOAUTH2. */
  token?: { user: string; token: () => string };
  /** Offers STARTTLS, with this certificate. */
  tls?: { key: string; cert: string };
  onMail?: (mail: SunkMail) => void;
  /** Called as a mail reaches a stage, before the command that led there is answered. */
  onStage?: (stage: SinkStage, socket: Socket) => void;
};

/**
 * A small SMTP server for tests: takes everything, keeps what it took, and fails as it is told to.
 */
export class SmtpSink {
  readonly mails: SunkMail[] = [];
  /** What clients called themselves. */
  readonly greeted: string[] = [];
  /** Attempts to sign in. */
  signIns = 0;
  readonly options: SinkOptions;
  readonly #sockets = new Set<Socket>();
  readonly #server: Server;
  connections = 0;
  /** A client waits for an answer that will not come. */
  isHanging = false;

  constructor(options: SinkOptions = {}) {
    this.options = options;
    this.#server = createServer((socket) => this.#serve(socket));
  }

  async listen(port = 0): Promise<number> {
    await new Promise<void>((resolve) => this.#server.listen(port, "127.0.0.1", resolve));
    return (this.#server.address() as { port: number }).port;
  }

  get openConnections(): number {
    return this.#sockets.size;
  }

  /** Hangs up on every client, as a relay that restarts. */
  hangUp(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  async close(): Promise<void> {
    this.hangUp();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #serve(socket: Socket): void {
    this.connections += 1;
    this.#sockets.add(socket);
    socket.on("close", () => this.#sockets.delete(socket)).on("error", () => {});
    socket.setNoDelay(true);
    const session = new SinkSession(socket, this);
    session.reply(this.options.greeting ?? "220 sink");
  }
}

class SinkSession {
  #socket: Socket;
  readonly #sink: SmtpSink;
  #unread: Buffer = Buffer.alloc(0);
  #inData = false;
  #isKnown: boolean;
  #isRefused = false;
  #from = "";
  #to: string[] = [];

  constructor(socket: Socket, sink: SmtpSink) {
    this.#socket = socket;
    this.#sink = sink;
    this.#isKnown = sink.options.login === undefined && sink.options.token === undefined;
    socket.on("data", (chunk) => this.read(chunk));
  }

  get #isSecure(): boolean {
    return this.#socket instanceof TLSSocket;
  }

  /** RFC 3207: the handshake follows our answer, and what was said before is forgotten. */
  #startTls(options: { key: string; cert: string }): void {
    this.reply("220 go on");
    this.#socket.removeAllListeners("data");
    this.#socket = new TLSSocket(this.#socket, { ...options, isServer: true });
    this.#socket.on("error", () => {}).on("data", (chunk) => this.read(chunk));
  }

  reply(line: string): void {
    this.#socket.write(`${line}\r\n`);
  }

  read(chunk: Buffer): void {
    this.#unread = this.#unread.length === 0 ? chunk : Buffer.concat([this.#unread, chunk]);
    while (this.#inData ? this.#readData() : this.#readCommand());
  }

  #readCommand(): boolean {
    const end = this.#unread.indexOf("\r\n");
    if (end < 0) return false;
    const line = this.#unread.toString("latin1", 0, end);
    this.#unread = this.#unread.subarray(end + 2);
    this.#answer(line, line.slice(0, 4).toUpperCase());
    return true;
  }

  #answer(line: string, verb: string): void {
    const { pipelining, rcptReply, dropAt, hangAt, login, token, tls } = this.#sink.options;
    if (this.#isRefused) {
      this.#isRefused = false;
      this.reply("535 5.7.8 no such token");
    } else if (verb === dropAt) this.#socket.destroy();
    else if (verb === hangAt) this.#sink.isHanging = true;
    else if (verb === "EHLO") {
      this.#sink.greeted.push(line.slice(5));
      const offers = [
        "sink",
        ...(pipelining ? ["PIPELINING"] : []),
        ...(tls && !this.#isSecure ? ["STARTTLS"] : []),
        ...(login ? ["AUTH PLAIN"] : token ? ["AUTH XOAUTH2"] : []),
        "8BITMIME",
      ];
      this.reply(offers.map((one, i) => `250${offers[i + 1] ? "-" : " "}${one}`).join("\r\n"));
    } else if (verb === "STAR" && tls) this.#startTls(tls);
    else if (verb === "AUTH") this.#signIn(line);
    else if (!this.#isKnown) this.reply("530 5.7.0 sign in first");
    else if (verb === "MAIL") {
      this.#sink.options.onStage?.("named", this.#socket);
      this.#from = addressIn(line);
      this.#to = [];
      this.reply("250 Ok");
    } else if (verb === "RCPT") {
      const refusal = rcptReply?.(addressIn(line));
      if (!refusal) this.#to.push(addressIn(line));
      this.reply(refusal ?? "250 Ok");
    } else if (verb === "DATA") {
      this.#sink.options.onStage?.("asked", this.#socket);
      this.#inData = this.#to.length > 0;
      this.reply(this.#inData ? "354 go on" : "503 no recipient");
    } else if (verb === "QUIT") {
      this.#socket.end("221 bye\r\n");
    } else this.reply(/RSET|NOOP/.test(verb) ? "250 Ok" : "502 unknown");
  }

  /**
   * RFC 4616: an empty identity, the user and the password, each after a NUL. XOAUTH2 as Google
   * describes it.
   */
  #signIn(line: string): void {
    this.#sink.signIns += 1;
    const { login = "", token } = this.#sink.options;
    const [, method, answer = ""] = line.split(" ");
    const expected =
      method === "XOAUTH2"
        ? `user=${token?.user}\x01auth=Bearer ${token?.token()}\x01\x01`
        : `\0${login.replace(":", "\0")}`;
    this.#isKnown = Buffer.from(answer, "base64").toString() === expected;
    this.#isRefused = !this.#isKnown && method === "XOAUTH2";
    // XOAUTH2 tells what is wrong in a challenge, which the client answers by an empty line.
    if (this.#isRefused) this.reply(`334 ${btoa('{"status":"401"}')}`);
    else this.reply(this.#isKnown ? "235 welcome" : "535 5.7.8 wrong password");
  }

  /** Reads up to the lone dot and takes the stuffed dots out again (RFC 5321 §4.5.2). */
  #readData(): boolean {
    const end = this.#unread.indexOf("\r\n.\r\n");
    if (end < 0) return false;
    const stuffed = this.#unread.toString("latin1", 0, end + 2);
    this.#unread = this.#unread.subarray(end + 5);
    this.#inData = false;
    const raw = Buffer.from(stuffed.replace(/^\./, "").replaceAll("\r\n.", "\r\n"), "latin1");
    const head = raw.toString("latin1", 0, 4096);
    const messageId = /^X-Dripstack-Message: *(\S+)/im.exec(head)?.[1] ?? "";
    const mail = { messageId, from: this.#from, to: this.#to, bytes: raw.length, raw };
    this.#finish(mail, this.#sink.options.dataReply?.(mail));
    return true;
  }

  #finish(mail: SunkMail, reply: string | undefined): void {
    if (!reply?.match(/^[45]/)) this.#sink.mails.push(mail);
    if (!reply) this.#sink.options.onMail?.(mail);
    this.#sink.options.onStage?.("taken", this.#socket);
    if (reply === "drop") this.#socket.destroy();
    else if (reply === "hang") this.#sink.isHanging = true;
    else this.reply(reply ?? `250 2.0.0 Ok: queued as S${this.#sink.mails.length}`);
    this.#sink.options.onStage?.("answered", this.#socket);
  }
}

const addressIn = (line: string) => /<([^>]*)>/.exec(line)?.[1] ?? "";
