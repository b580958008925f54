import type { Mailer, OutgoingMail, SendOutcome } from "#shared/ports/mailer.ts";
import { parseRelay, type RelaySettings } from "./relay.ts";
import { SmtpThread } from "./thread.ts";

/** Connections to the relay: more gain nothing on one machine, and common relays let one client have fifty. */
const CONNECTIONS = 32;
/** For a whole call, from waiting for a connection to the last reply. */
const CALL_MS = 10_000;

type Call = { mail: OutgoingMail; settle: (outcome: SendOutcome) => void; line?: number };

const refused = (reason: string): SendOutcome => ({ kind: "refused", reason, retryable: true });

/** Hands mails to an SMTP relay, whose acceptance nobody can ask about later. */
export class SmtpMailer implements Mailer {
  readonly evidence = "none";
  /** Both lanes deliver at once, each on half of the connections: what is claimed never exceeds them. */
  readonly concurrency = CONNECTIONS / 2;
  readonly #thread: SmtpThread;
  /**
   * The line that became free last comes first: the others grow idle, and their connections are
   * left. Lines without a connection come after all that have one.
   */
  #free = Array.from({ length: CONNECTIONS }, (_, line) => line).reverse();
  readonly #calls = new Map<number, Call>();
  #waiting: Call[] = [];
  #closing: { drained: () => void } | undefined;

  /** @throws InvalidInput for a URL that is no relay's, and for settings that do not go together */
  constructor(url: string, settings: Omit<RelaySettings, "url"> = {}) {
    this.#thread = new SmtpThread(parseRelay({ ...settings, url }), CONNECTIONS, this.#finish);
  }

  find = async () => undefined;

  /**
   * Takes the lines that will be used next, and connects those that are not; meanwhile nothing is
   * sent on these.
   */
  connect = async (count: number): Promise<void> => {
    const next = this.#free.slice(-count);
    if (this.#closing || next.every((line) => this.#thread.isOpen(line))) return;
    const cold = next.filter((line) => !this.#thread.isOpen(line));
    this.#free = this.#free.filter((line) => !cold.includes(line));
    await Promise.all(cold.map((line) => this.#thread.open(line).then(() => this.#release(line))));
  };

  send = (mail: OutgoingMail): Promise<SendOutcome> =>
    new Promise((resolve) => {
      if (this.#closing) return resolve(refused("the mailer is closing"));
      const timer = setTimeout(() => this.#giveUp(call), CALL_MS);
      const settle = (outcome: SendOutcome) => {
        clearTimeout(timer);
        resolve(outcome);
      };
      const call: Call = { mail, settle };
      const line = this.#free.pop();
      if (line === undefined) this.#waiting.push(call);
      else this.#start(call, line);
    });

  /** Resolves once every mail under way has its answer and all connections are left. */
  async close(): Promise<void> {
    const drained = Promise.withResolvers<void>();
    this.#closing = { drained: drained.resolve };
    for (const { settle } of this.#waiting.splice(0)) settle(refused("the mailer is closing"));
    if (this.#calls.size > 0) await drained.promise;
    await this.#thread.close();
  }

  #start(call: Call, line: number): void {
    call.line = line;
    this.#calls.set(line, call);
    const { messageId, from, to, raw, beginBy } = call.mail;
    this.#thread.send(line, { messageId, from, to, raw, beginBy });
  }

  #giveUp(call: Call): void {
    const reason = `the relay did not answer in ${CALL_MS} ms`;
    this.#waiting = this.#waiting.filter((other) => other !== call);
    const isCertain = call.line === undefined || this.#thread.giveUp(call.line, reason);
    call.settle(isCertain ? refused(reason) : { kind: "unknown", reason });
  }

  /** A line is free again: also after its mail was given up, and answered for, before. */
  #finish = (line: number, outcome: SendOutcome): void => {
    this.#calls.get(line)?.settle(outcome);
    this.#calls.delete(line);
    this.#release(line);
    if (this.#calls.size === 0) this.#closing?.drained();
  };

  #release(line: number): void {
    const next = this.#waiting.shift();
    if (next) this.#start(next, line);
    else if (this.#thread.isOpen(line)) this.#free.push(line);
    else this.#free.unshift(line);
  }
}
