import type { Readable } from "node:stream";
import SMTPConnection, { type SMTPConnectionOptions } from "nodemailer/lib/smtp-connection";

/** Where and how to reach a relay. */
export type Relay = {
  options: SMTPConnectionOptions;
  auth?: { user: string; pass: string };
};

/** A relay that keeps us waiting longer between two replies is gone; each call has a shorter limit of its own. */
const SOCKET_TIMEOUT_MS = 70_000;
/** A relay may take that long to answer QUIT, which nobody waits for. */
const GOODBYE_MS = 1_000;

/** One kept-open connection to a relay: one mail at a time. */
export class SmtpSession {
  readonly #connection: SMTPConnection;
  #sent = 0;
  #ended = false;

  private constructor(connection: SMTPConnection) {
    this.#connection = connection;
    connection.once("end", () => {
      this.#ended = true;
    });
    // Each call hears of its own error; one that comes between two calls ends the session as well.
    connection.on("error", () => {
      this.#ended = true;
    });
  }

  /** Connects, and signs in where the relay has a user; gives up when `signal` says so. */
  static async open({ options, auth }: Relay, signal: AbortSignal): Promise<SmtpSession> {
    const connection = new SMTPConnection({ ...options, socketTimeout: SOCKET_TIMEOUT_MS });
    const session = new SmtpSession(connection);
    await session.#call(signal, (done) => {
      connection.once("end", () => done(new Error("the relay closed the connection")));
      connection.once("error", done);
      connection.connect((error) => {
        if (error || !auth) done(error);
        else connection.login(auth, done);
      });
    });
    return session;
  }

  get usable(): boolean {
    return !this.#ended;
  }

  get sent(): number {
    return this.#sent;
  }

  /** One transaction; resolves with the relay's last reply. `body` is not read before the relay asks for it. */
  async send(from: string, to: string, body: Readable, size: number, signal: AbortSignal) {
    this.#sent += 1;
    let reply = "";
    await this.#call(signal, (done) =>
      this.#connection.send({ from, to: [to], size }, body, (error, info) => {
        if (!error) reply = info.response;
        done(error);
      }),
    );
    return reply;
  }

  /** Ends a transaction that the relay refused, so that the connection can be used again. */
  reset(signal: AbortSignal): Promise<void> {
    return this.#call(signal, (done) => this.#connection.reset(done));
  }

  quit(): void {
    if (!this.usable) return;
    this.#ended = true;
    this.#connection.quit();
    setTimeout(() => this.#connection.close(), GOODBYE_MS).unref();
  }

  #call(signal: AbortSignal, start: (done: (error?: Error | null) => void) => void): Promise<void> {
    return new Promise((resolve, reject) => {
      const abort = () => done(signal.reason as Error);
      const done = (error?: Error | null) => {
        signal.removeEventListener("abort", abort);
        // `close` forgets the call in hand, which is why it comes after the answer to it.
        if (!error) resolve();
        else reject(error);
        if (signal.aborted) this.#connection.close();
      };
      if (signal.aborted) return abort();
      signal.addEventListener("abort", abort);
      start(done);
    });
  }
}
