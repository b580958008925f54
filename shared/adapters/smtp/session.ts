import type { Socket } from "node:net";
import { TLSSocket } from "node:tls";
import SMTPConnection from "nodemailer/lib/smtp-connection";
import type { SendOutcome } from "#shared/ports/mailer.ts";
import { loginOf } from "./login.ts";
import type { Relay } from "./relay.ts";
import { type Reply, ReplyReader } from "./replies.ts";

/** What one transaction needs; `wire` is the mail of `size` bytes with its dots doubled and its end. */
type Transaction = {
  messageId: string;
  from: string;
  to: string;
  size: number;
  wire: Buffer;
};

/** What nodemailer heard in EHLO's answer; its types leave that out. */
type Heard = { _supportedExtensions?: string[]; _maxAllowedSize?: number };
type Waiting = { resolve: (reply: Reply) => void; reject: (error: Error) => void };

/** A relay that keeps us waiting longer between two replies is gone; each call has a shorter limit of its own. */
const SOCKET_TIMEOUT_MS = 70_000;
/** A relay may take that long to answer QUIT, which nobody waits for. */
export const GOODBYE_MS = 1_000;

/**
 * One kept-open connection to a relay: one mail at a time. Connecting, TLS and signing in are nodemailer's; the
 * transactions on the open connection are ours.
 */
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
  /** The longest mail that the relay says it takes (RFC 1870); known once it is open. */
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

  /** Connects, and signs in where the relay has a user. @throws what went wrong; the session is over then */
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

  /** Before a password is told: whether this is the certificate that the settings ask for. */
  #wrongCertificate(): Error | undefined {
    const { pin } = this.#relay;
    if (!pin) return undefined;
    const socket = this.#connection._socket;
    const found = socket instanceof TLSSocket ? socket.getPeerX509Certificate() : undefined;
    const fingerprint = found?.fingerprint256.replaceAll(":", "").toLowerCase();
    return fingerprint === pin ? undefined : new Error("the relay has another certificate");
  }

  /**
   * One transaction, never repeated. With PIPELINING everything up to DATA goes in one write (RFC 2920), and the mail
   * in a second one, after `begin` agreed. A failing reply is certain, and so is whatever happens before `begin` was
   * asked: nothing was there to be accepted. Afterwards only the relay knows. Never throws.
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
      // 503 says that the commands came out of order: the next time they won't.
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

  /** A relay that answers a mail by closing did not take it (RFC 5321 §4.2.5), and takes no more here. */
  #leaveFor(reply: Reply): Reply {
    this.destroy(new Error(reply.text));
    return reply;
  }

  /** Says goodbye, which nobody waits for. */
  quit(): void {
    if (!this.usable) return;
    this.#write("QUIT\r\n");
    this.#end(new Error("the connection was left"));
    setTimeout(() => this.destroy(this.#ended!), GOODBYE_MS).unref();
  }

  /** Ends the connection at once, also within a mail; whatever waits on it fails with `error`. */
  destroy(error: Error): void {
    this.#end(error);
    this.#connection.close();
    // `close` ends our half alone; a relay that waits for the rest of a mail must see that none comes.
    this.#socket?.destroy();
  }

  /** Up to DATA's 354; else the first refusal. @throws when the relay can't go on and refused nothing */
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
        // What was sent together is answered together: all replies are read before the connection goes on.
        if (!isPipelined || command === DATA) return refusal;
      }
      // RFC 2920 §3.1 would answer a 354 to a refused recipient by a lone dot; the end of the connection, which
      // comes before anything of a mail, leaves even less to be accepted.
      if (refusal) throw new Error("the relay asked for a mail that it had refused");
      if (this.#early.length > 0 || this.#replies.isOpen)
        throw new Error("the relay spoke unasked");
    } catch (error) {
      if (!refusal) throw error;
      this.destroy(error as Error);
    }
    return refusal;
  }

  /** Ends a transaction that the relay refused, so that the connection can be used again. */
  async #reset(): Promise<void> {
    if (!this.usable) return;
    try {
      this.#write("RSET\r\n");
      if (!isDone(await this.#reply())) this.quit();
    } catch (error) {
      this.destroy(error as Error);
    }
  }

  /** From now on the socket is ours to read; of how it ends we hear from nodemailer still. */
  #takeOver(): void {
    const { _supportedExtensions = [], _maxAllowedSize = 0 } = this.#connection as unknown as Heard;
    this.#waiting = undefined;
    this.#extensions = _supportedExtensions;
    this.maxBytes = _maxAllowedSize > 0 ? _maxAllowedSize : Number.POSITIVE_INFINITY;
    this.#socket = this.#connection._socket || undefined;
    this.#socket?.removeAllListeners("data").on("data", (chunk: Buffer) => this.#read(chunk));
  }

  #read(chunk: Buffer): void {
    // A relay that is about to leave may say so; whatever else it says unasked would be taken for the next answer.
    try {
      if (!this.#isBusy) throw new Error("the relay spoke unasked");
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

/** Why TLS failed, without Node's own advice, and where to say what is wanted instead. */
function explain(error: Error & { code?: string }): Error {
  const isTls = /certificate|STARTTLS|TLS/i.test(`${error.code} ${error.message}`);
  if (!isTls) return error;
  return new Error(`${error.message.split(/[;\n]/)[0]} (see DRIPSTACK_SMTP_TLS)`, { cause: error });
}

const isDone = ({ code }: Reply) => code >= 200 && code < 300;

/** @throws Error for a relay that is closing (421: it may come instead of any answer), or says what fits nowhere */
function asRefusal(reply: Reply): Reply {
  if (reply.code < 400 || reply.code === 421) throw new Error(reply.text);
  return reply;
}

/** The relay's own name for a mail: `250 2.0.0 Ok: queued as 4XyZ`, SES: `250 Ok 0100018b…-000000`. */
const nameIn = ({ text }: Reply) =>
  (/queued as <?([^\s<>;,]+)/i.exec(text) ?? /^250 Ok ([\w-]{20,})\s*$/i.exec(text))?.[1];
