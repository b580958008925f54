import { monotonicMs } from "#shared/adapters/node/clock.ts";
import type { SendOutcome } from "#shared/ports/mailer.ts";
import { toWire } from "./body.ts";
import type { Relay } from "./relay.ts";
import { SmtpSession } from "./session.ts";

/** A mail on its way to the relay. `beginBy`: milliseconds of the clock that all threads share. */
export type SmtpMail = {
  messageId: string;
  from: string;
  to: string;
  raw: Uint8Array;
  beginBy: number;
};

/** Many relays end a session after a hundred mails; leaving before that keeps a mail out of doubt. */
const MAX_MAILS = 100;
/** Under the idle limit of common relays, again so that it is we who leave. */
const MAX_IDLE_MS = 60_000;

/**
 * What the relay may take from our first command to its 354, beyond the time for the mail to begin: within five seconds
 * of its last check, so that what was stopped in between is stopped as soon as we say.
 */
const RELAY_MS = 3_000;

const refused = (reason: string, retryable: boolean): SendOutcome => ({
  kind: "refused",
  reason,
  retryable,
});

/** One place on the way to the relay: at most one connection, opened on demand and kept, and one mail at a time. */
export class SmtpLine {
  readonly #relay: Relay;
  readonly #onLeft: () => void;
  #session: SmtpSession | undefined;
  #idle: NodeJS.Timeout | undefined;

  /** `onLeft` is called whenever its connection ends. */
  constructor(relay: Relay, onLeft: () => void = () => {}) {
    this.#relay = relay;
    this.#onLeft = onLeft;
  }

  /** Whether the next mail finds a connection; never asked while one is being opened. */
  get isOpen(): boolean {
    return this.#session?.usable === true;
  }

  /**
   * Opens its connection, if it has none. Never throws: a mail that is sent without one says what
   * is wrong.
   */
  async open(): Promise<void> {
    clearTimeout(this.#idle);
    try {
      this.#rest(await this.#connected());
    } catch {}
  }

  /** One mail; `begin` is asked right before its first byte, and must agree. Never throws. */
  async send({ raw, ...mail }: SmtpMail, begin: () => boolean): Promise<SendOutcome> {
    clearTimeout(this.#idle);
    if (!isPath(mail.from) || !isPath(mail.to)) {
      return refused("an address that no SMTP command can hold", false);
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
      return refused("the check grew old", true);
    }
    const inTime = () => monotonicMs() <= mail.beginBy + RELAY_MS && begin();
    const outcome = await session.send({ ...mail, size: raw.length, wire }, inTime);
    this.#rest(session);
    return outcome;
  }

  /** Gives up the mail under way, and its connection. */
  cancel(reason: string): void {
    this.#session?.destroy(new Error(reason));
  }

  /** Leaves the relay; for a line without a mail. */
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

/** What would end a path or a command (RFC 5321 §4.1.2), or is no ASCII, which takes SMTPUTF8 on all the way. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for.
const isPath = (address: string) => !/[\0-\x1f\x7f-\uffff<>]/.test(address) && address !== "";
