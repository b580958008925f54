import type { Socket } from "node:net";
import { TLSSocket } from "node:tls";
import SMTPConnection from "nodemailer/lib/smtp-connection";
import type { SendOutcome } from "#shared/ports/mailer.ts";
import { loginOf } from "./login.ts";
import type { Relay } from "./relay.ts";
import { type Reply, ReplyReader } from "./replies.ts";

/** One mail transaction; `wire` is the mail of `size` bytes, dot-stuffed and terminated. */
type Transaction = {
  messageId: string;
  from: string;
  to: string;
  size: number;
  wire: Buffer;
};

/** What nodemailer read from the EHLO reply; its types omit it. */
type Ehlo = { _supportedExtensions?: string[]; _maxAllowedSize?: number };
type Waiting = { resolve: (reply: Reply) => void; reject: (error: Error) => void };

/** A relay silent for this long is gone. */
const SOCKET_TIMEOUT_MS = 70_000;
/** The limit for QUIT's reply; no caller waits for it. */
export const GOODBYE_MS = 1_000;

/** One connection: nodemailer connects and signs in; the transactions are ours. */
export class SmtpSession {
  readonly #connection: SMTPConnection;
  readonly #relay: Relay;
  readonly #onEnd: () => void;
  readonly #replies = new ReplyReader();
  #extensions: string[] = [];
  #socket: Socket | undefined;
  #waiting: Waiting | undefined;
  #early: Reply[] = [];
  #ended: Error | undefined;
  #isBusy = false;
  #sent = 0;
  /** The relay's size limit (RFC 1870); known once the connection is open. */
  maxBytes = Number.POSITIVE_INFINITY;

  /** `onEnd` is called once, when the connection can take no more mails. */
  constructor(relay: Relay, onEnd: () => void = () => {}) {
    this.#relay = relay;
    this.#onEnd = onEnd;
    this.#connection = new SMTPConnection({ ...relay.options, socketTimeout: SOCKET_TIMEOUT_MS });
    this.#connection.once("end", () => this.#end(new Error("the relay closed the connection")));
    this.#connection.on("error", (error) => this.#end(explain(error)));
  }

  get usable(): boolean {
    return this.#ended === undefined;
  }

  get sent(): number {
    return this.#sent;
  }

  /** Connects, and signs in if the relay has a user. @throws the failure, as the session's end */
  open(): Promise<void> {
    const login = loginOf(this.#relay);
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve: () => {}, reject };
      const done = (error?: Error | null) => {
        if (error) return this.destroy(explain(error));
        this.#takeOver();
        resolve();
      };
      this.#connection.connect((error) => {
        const failure = error ?? this.#wrongCertificate();
        if (failure || !login) done(failure);
        else this.#connection.login(login, done);
      });
    });
  }

  /** Checks the pinned certificate before a password is sent. */
  #wrongCertificate(): Error | undefined {
    const { pin } = this.#relay;
    if (!pin) return undefined;
    const socket = this.#connection._socket;
    const found = socket instanceof TLSSocket ? socket.getPeerX509Certificate() : undefined;
    const fingerprint = found?.fingerprint256.replaceAll(":", "").toLowerCase();
    return fingerprint === pin ? undefined : new Error("the relay has another certificate");
  }

  /**
   * One transaction, never repeated. With PIPELINING everything up to DATA is one write (RFC 2920);
   * the mail follows once `begin` agrees. A failing reply is certain, and so is any failure before
   * `begin`; after it, only the relay knows. Never throws.
   */
  async send(mail: Transaction, begin: () => boolean): Promise<SendOutcome> {
    this.#sent += 1;
    this.#isBusy = true;
    let begun = false;
    try {
      let refusal = await this.#offer(mail);
      if (!refusal) {
        if (!begin()) throw new Error("given up before the mail was sent");
        begun = true;
        this.#write(mail.wire);
        const reply = await this.#reply();
        if (isDone(reply)) return { kind: "accepted", providerId: nameIn(reply) ?? mail.messageId };
        refusal = reply.code === 421 ? this.#leaveFor(reply) : asRefusal(reply);
      }
      await this.#reset();
      const retryable = refusal.code < 500 || refusal.code === 503;
      return { kind: "refused", reason: refusal.text, retryable };
    } catch (error) {
      const reason = (error as Error).message;
      this.destroy(error as Error);
      return begun ? { kind: "unknown", reason } : { kind: "refused", reason, retryable: true };
    } finally {
      this.#isBusy = false;
    }
  }

  /** A relay that answers with 421 did not accept the mail (RFC 5321 §4.2.5). */
  #leaveFor(reply: Reply): Reply {
    this.destroy(new Error(reply.text));
    return reply;
  }

  /** Sends QUIT without waiting for the reply. */
  quit(): void {
    if (!this.usable) return;
    this.#write("QUIT\r\n");
    this.#end(new Error("the connection was left"));
    setTimeout(() => this.destroy(this.#ended!), GOODBYE_MS).unref();
  }

  /** Ends the connection at once, even within a mail; pending replies fail with `error`. */
  destroy(error: Error): void {
    this.#end(error);
    this.#connection.close();
    // `close` only ends our half; a relay waiting for more of a mail must see the end.
    this.#socket?.destroy();
  }

  /** Sends commands up to DATA. Returns the first refusal, or throws another failure. */
  async #offer({ from, to, size }: Transaction): Promise<Reply | undefined> {
    const declared = this.#extensions.includes("SIZE") ? ` SIZE=${size}` : "";
    const commands = [`MAIL FROM:<${from}>${declared}\r\n`, `RCPT TO:<${to}>\r\n`, DATA];
    const isPipelined = this.#extensions.includes("PIPELINING");
    let refusal: Reply | undefined;
    try {
      if (isPipelined) this.#write(commands.join(""));
      for (const command of commands) {
        if (!isPipelined) this.#write(command);
        const reply = await this.#reply();
        if (command === DATA ? reply.code === 354 : isDone(reply)) continue;
        refusal ??= asRefusal(reply);
        // Read the replies of all pipelined commands.
        if (!isPipelined || command === DATA) return refusal;
      }
      // RFC 2920 §3.1 would send a lone dot here; closing is safer.
      if (refusal) throw new Error("the relay accepts the data of a mail that it refused");
      if (this.#early.length > 0 || this.#replies.isOpen)
        throw new Error("the relay sent an unexpected reply");
    } catch (error) {
      if (!refusal) throw error;
      this.destroy(error as Error);
    }
    return refusal;
  }

  /** Ends a refused transaction, so that the connection can be reused. */
  async #reset(): Promise<void> {
    if (!this.usable) return;
    try {
      this.#write("RSET\r\n");
      if (!isDone(await this.#reply())) this.quit();
    } catch (error) {
      this.destroy(error as Error);
    }
  }

  /** From now on we read the socket; nodemailer still reports its end. */
  #takeOver(): void {
    const { _supportedExtensions = [], _maxAllowedSize = 0 } = this.#connection as unknown as Ehlo;
    this.#waiting = undefined;
    this.#extensions = _supportedExtensions;
    this.maxBytes = _maxAllowedSize > 0 ? _maxAllowedSize : Number.POSITIVE_INFINITY;
    this.#socket = this.#connection._socket || undefined;
    this.#socket?.removeAllListeners("data").on("data", (chunk: Buffer) => this.#read(chunk));
  }

  #read(chunk: Buffer): void {
    // Except before closing, a reply out of turn would be taken for the next one.
    try {
      if (!this.#isBusy) throw new Error("the relay sent an unexpected reply");
      this.#early.push(...this.#replies.read(chunk));
    } catch (error) {
      this.destroy(error as Error);
    }
    const reply = this.#waiting && this.#early.shift();
    if (!reply) return;
    const { resolve } = this.#waiting!;
    this.#waiting = undefined;
    resolve(reply);
  }

  #reply(): Promise<Reply> {
    const early = this.#early.shift();
    if (early) return Promise.resolve(early);
    if (this.#ended) return Promise.reject(this.#ended);
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
    });
  }

  #write(data: string | Buffer): void {
    if (!this.#ended) this.#socket?.write(data);
  }

  #end(error: Error): void {
    if (!this.#ended) this.#onEnd();
    this.#ended ??= error;
    this.#waiting?.reject(this.#ended);
    this.#waiting = undefined;
  }
}

const DATA = "DATA\r\n";

/** The TLS failure without Node's own advice, and the setting to change. */
function explain(error: Error & { code?: string }): Error {
  const isTls = /certificate|STARTTLS|TLS/i.test(`${error.code} ${error.message}`);
  if (!isTls) return error;
  return new Error(`${error.message.split(/[;\n]/)[0]} (see DRIPSTACK_SMTP_TLS)`, { cause: error });
}

const isDone = ({ code }: Reply) => code >= 200 && code < 300;

/** @throws Error when the relay is closing (421) or sent an unexpected reply */
function asRefusal(reply: Reply): Reply {
  if (reply.code < 400 || reply.code === 421) throw new Error(reply.text);
  return reply;
}

/** The relay's id of a mail: `250 2.0.0 Ok: queued as 4XyZ`, SES: `250 Ok 0100018b…-000000`. */
const nameIn = ({ text }: Reply) =>
  (/queued as <?([^\s<>;,]+)/i.exec(text) ?? /^250 Ok ([\w-]{20,})\s*$/i.exec(text))?.[1];
