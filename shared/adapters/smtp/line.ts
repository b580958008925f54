import { monotonicMs } from "#shared/adapters/node/clock.ts";
import type { SendOutcome } from "#shared/ports/mailer.ts";
import { toWire } from "./body.ts";
import type { Relay } from "./relay.ts";
import { SmtpSession } from "./session.ts";

/** A mail for the relay. `beginBy`: milliseconds of the clock that all threads share. */
export type SmtpMail = {
  messageId: string;
  from: string;
  to: string;
  raw: Uint8Array;
  beginBy: number;
};

/** Many relays end a session after a hundred mails; leaving first keeps a mail out of doubt. */
const MAX_MAILS = 100;
/** Below the idle limit of common relays, for the same reason. */
const MAX_IDLE_MS = 60_000;

/**
 * The relay's time from our first command to its 354, on top of the mail's time to begin: a stop
 * takes effect within five seconds of the final check.
 */
const RELAY_MS = 3_000;

const refused = (reason: string, retryable: boolean): SendOutcome => ({
  kind: "refused",
  reason,
  retryable,
});

/**
 * One line to the relay: at most one connection, opened on demand and kept, and one mail at a time.
 */
export class SmtpLine {
  readonly #relay: Relay;
  readonly #onLeft: () => void;
  #session: SmtpSession | undefined;
  #idle: NodeJS.Timeout | undefined;

  /** `onLeft` is called whenever the connection ends. */
  constructor(relay: Relay, onLeft: () => void = () => {}) {
    this.#relay = relay;
    this.#onLeft = onLeft;
  }

  /** Whether a connection is open; not to be read while one is being opened. */
  get isOpen(): boolean {
    return this.#session?.usable === true;
  }

  /** Opens the connection if there is none. Never throws: the next mail reports the failure. */
  async open(): Promise<void> {
    clearTimeout(this.#idle);
    try {
      this.#rest(await this.#connected());
    } catch {}
  }

  /** Sends one mail; `begin` is called right before its first byte and may refuse. Never throws. */
  async send({ raw, ...mail }: SmtpMail, begin: () => boolean): Promise<SendOutcome> {
    clearTimeout(this.#idle);
    if (!isPath(mail.from) || !isPath(mail.to)) {
      return refused("the address has characters that SMTP does not allow", false);
    }
    const wire = toWire(raw);
    if (!wire) return refused("a line of the mail does not end in CRLF", false);
    let session: SmtpSession;
    try {
      session = await this.#connected();
    } catch (error) {
      return refused((error as Error).message, true);
    }
    if (raw.length > session.maxBytes) {
      this.#rest(session);
      return refused(`the relay takes mails of at most ${session.maxBytes} bytes`, false);
    }
    if (monotonicMs() > mail.beginBy) {
      this.#rest(session);
      return refused("the check is too old", true);
    }
    const inTime = () => monotonicMs() <= mail.beginBy + RELAY_MS && begin();
    const outcome = await session.send({ ...mail, size: raw.length, wire }, inTime);
    this.#rest(session);
    return outcome;
  }

  /** Aborts the running mail and its connection. */
  cancel(reason: string): void {
    this.#session?.destroy(new Error(reason));
  }

  /** Closes the connection; only for a line without a mail. */
  close(): void {
    clearTimeout(this.#idle);
    this.#session?.quit();
  }

  async #connected(): Promise<SmtpSession> {
    if (this.#session?.usable) return this.#session;
    const session = new SmtpSession(this.#relay, this.#onLeft);
    this.#session = session;
    await session.open();
    return session;
  }

  #rest(session: SmtpSession): void {
    if (session.sent >= MAX_MAILS) session.quit();
    else if (session.usable) this.#idle = setTimeout(() => session.quit(), MAX_IDLE_MS);
  }
}

/**
 * Characters that would end a path or a command (RFC 5321 §4.1.2), or that need SMTPUTF8 all the
 * way.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: it matches control characters.
const isPath = (address: string) => !/[\0-\x1f\x7f-\uffff<>]/.test(address) && address !== "";
