import type { Mailer, OutgoingMail, SendOutcome } from "#shared/ports/mailer.ts";
import { parseRelay, type RelaySettings } from "./relay.ts";
import { SmtpThread } from "./thread.ts";

/**
 * Connections to the relay: more gain nothing on one machine, and common relays allow fifty per
 * client.
 */
const CONNECTIONS = 32;
/** The limit of a whole call, from waiting for a connection to the last reply. */
const CALL_MS = 10_000;

type Call = { mail: OutgoingMail; settle: (outcome: SendOutcome) => void; line?: number };

const refused = (reason: string): SendOutcome => ({ kind: "refused", reason, retryable: true });

/** The `Mailer` port on an SMTP relay, which can't be queried for a mail later. */
export class SmtpMailer implements Mailer {
  readonly evidence = "none";
  /**
   * Both deliver queues run at once, each on half of the connections, so claims never exceed them.
   */
  readonly concurrency = CONNECTIONS / 2;
  readonly #thread: SmtpThread;
  /**
   * Most recently used last, to be used first, so that idle connections end; lines without a
   * connection are used last.
   */
  #free = Array.from({ length: CONNECTIONS }, (_, line) => line).reverse();
  readonly #calls = new Map<number, Call>();
  #waiting: Call[] = [];
  #closing: { drained: () => void } | undefined;

  /** @throws InvalidInput for an invalid relay URL, or for contradictory settings */
  constructor(url: string, settings: Omit<RelaySettings, "url"> = {}) {
    this.#thread = new SmtpThread(parseRelay({ ...settings, url }), CONNECTIONS, this.#finish);
  }

  find = async () => undefined;

  /** Connects the lines that will be used next; nothing is sent on them meanwhile. */
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

  /** Resolves once every running mail is answered and all connections are closed. */
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

  /** Frees a line, also when its mail was given up and answered for earlier. */
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
