import { type Relay, SmtpSession } from "./smtp-session.ts";

/** Many relays end a session after a hundred mails; leaving before that keeps a mail out of doubt. */
const MAX_MAILS = 100;
/** Under the idle limit of common relays, again so that it is we who leave. */
const MAX_IDLE_MS = 60_000;

type Idle = { session: SmtpSession; timer: NodeJS.Timeout };
type Waiting = { go: () => void; fail: (error: Error) => void };

/** At most `size` sessions with a relay, opened on demand and used by one mail at a time. */
export class SmtpPool {
  readonly #relay: Relay;
  readonly #size: number;
  readonly #idle: Idle[] = [];
  #waiting: Waiting[] = [];
  #taken = 0;
  #closing: { drained: () => void } | undefined;

  constructor(relay: Relay, size: number) {
    this.#relay = relay;
    this.#size = size;
  }

  /** Runs `use` with a session of its own. @throws what opening or `use` throws */
  async with<T>(signal: AbortSignal, use: (session: SmtpSession) => Promise<T>): Promise<T> {
    await this.#reserve(signal);
    let session: SmtpSession | undefined;
    try {
      session = this.#findIdle() ?? (await SmtpSession.open(this.#relay, signal));
      return await use(session);
    } finally {
      if (session) this.#putBack(session);
      this.#release();
    }
  }

  /** Resolves once every mail under way has its answer and all sessions are left. */
  async close(): Promise<void> {
    const drained = Promise.withResolvers<void>();
    this.#closing = { drained: drained.resolve };
    for (const { fail } of this.#waiting.splice(0)) fail(new Error("the mailer is closing"));
    for (const { session, timer } of this.#idle.splice(0)) {
      clearTimeout(timer);
      session.quit();
    }
    if (this.#taken > 0) await drained.promise;
  }

  async #reserve(signal: AbortSignal): Promise<void> {
    if (this.#closing) throw new Error("the mailer is closing");
    if (this.#taken < this.#size) {
      this.#taken += 1;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const leave = () => {
        this.#waiting = this.#waiting.filter((other) => other !== waiting);
        reject(signal.reason);
      };
      const settle = (end: () => void) => {
        signal.removeEventListener("abort", leave);
        end();
      };
      const waiting: Waiting = {
        go: () => settle(resolve),
        fail: (error) => settle(() => reject(error)),
      };
      signal.addEventListener("abort", leave);
      this.#waiting.push(waiting);
    });
  }

  #release(): void {
    const next = this.#waiting.shift();
    if (next) {
      next.go();
      return;
    }
    this.#taken -= 1;
    if (this.#taken === 0) this.#closing?.drained();
  }

  #findIdle(): SmtpSession | undefined {
    for (let idle = this.#idle.pop(); idle; idle = this.#idle.pop()) {
      clearTimeout(idle.timer);
      if (idle.session.usable) return idle.session;
    }
    return undefined;
  }

  #putBack(session: SmtpSession): void {
    if (!session.usable) return;
    if (this.#closing || session.sent >= MAX_MAILS) {
      session.quit();
      return;
    }
    const timer = setTimeout(() => {
      this.#idle.splice(this.#idle.indexOf(idle), 1);
      session.quit();
    }, MAX_IDLE_MS);
    const idle: Idle = { session, timer };
    this.#idle.push(idle);
  }
}
