import { parentPort, workerData } from "node:worker_threads";
import type { SendOutcome } from "#shared/ports/mailer.ts";
import { SmtpLine, type SmtpMail } from "./smtp-line.ts";
import type { Relay } from "./smtp-relay.ts";
import { GOODBYE_MS } from "./smtp-session.ts";

/** What the thread is started with: a word of `marks` for each line. */
export type SmtpSetup = { relay: Relay; marks: Int32Array };
/** Mails for lines that are free; a line whose mail is given up; or the end. */
export type SmtpOrder = { mails: SmtpCall[] } | { cancel: number; reason: string } | "close";
export type SmtpCall = SmtpMail & { line: number };
export type SmtpAnswer = { line: number; outcome: SendOutcome };

/**
 * The mark of a line's mail, shared by both threads: whoever changes it from `OPEN` first has decided. `BEGUN` is set
 * here before the mail's first byte, `GIVEN_UP` there, when nobody waits any more: never both.
 */
export const MARK = { OPEN: 0, BEGUN: 1, GIVEN_UP: 2 } as const;

function serve(port: NonNullable<typeof parentPort>, { relay, marks }: SmtpSetup): void {
  const lines = Array.from(marks, () => new SmtpLine(relay));
  let answers: SmtpAnswer[] = [];
  const flush = () => {
    port.postMessage(answers);
    answers = [];
  };
  const send = async ({ line, ...mail }: SmtpCall) => {
    const begin = () => Atomics.compareExchange(marks, line, MARK.OPEN, MARK.BEGUN) === MARK.OPEN;
    const outcome = await lines[line]!.send(mail, begin);
    // What the relay answered within one turn goes back in one message.
    if (answers.push({ line, outcome }) === 1) setImmediate(flush);
  };
  port.on("message", (order: SmtpOrder) => {
    if (order === "close") {
      for (const line of lines) line.close();
      port.close();
      setTimeout(() => process.exit(), GOODBYE_MS).unref();
    } else if ("cancel" in order) lines[order.cancel]!.cancel(order.reason);
    else for (const call of order.mails) void send(call);
  });
}

if (parentPort) serve(parentPort, workerData);
