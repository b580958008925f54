import { parentPort, workerData } from "node:worker_threads";
import type { SendOutcome } from "#shared/ports/mailer.ts";
import { SmtpLine, type SmtpMail } from "./line.ts";
import type { Relay } from "./relay.ts";
import { GOODBYE_MS } from "./session.ts";

/** The thread's input: `marks` has one word per line. */
export type SmtpSetup = { relay: Relay; marks: Int32Array };
/** Send mails on free lines, connect a line, abort a line's mail, or close. */
export type SmtpOrder =
  | { mails: SmtpCall[] }
  | { open: number }
  | { cancel: number; reason: string }
  | "close";
export type SmtpCall = SmtpMail & { line: number };
/**
 * About a line: its mail's outcome, that it was opened and is free, or only that its connection
 * ended.
 */
export type SmtpAnswer = { line: number; isOpen: boolean; outcome?: SendOutcome; opened?: true };

/**
 * The state of a line's mail, shared by both threads; the first to change it from `OPEN` decides.
 * `BEGUN` is set here before the mail's first byte, `GIVEN_UP` there on a timeout: never both.
 */
export const MARK = { OPEN: 0, BEGUN: 1, GIVEN_UP: 2 } as const;

function serve(port: NonNullable<typeof parentPort>, { relay, marks }: SmtpSetup): void {
  const lines = Array.from(
    marks,
    (_, line) => new SmtpLine(relay, () => report({ line, isOpen: false })),
  );
  let answers: SmtpAnswer[] = [];
  const flush = () => {
    port.postMessage(answers);
    answers = [];
  };
  // Answers of one turn go back in one message.
  const report = (answer: SmtpAnswer) => {
    if (answers.push(answer) === 1) setImmediate(flush);
  };
  const send = async ({ line, ...mail }: SmtpCall) => {
    const begin = () => Atomics.compareExchange(marks, line, MARK.OPEN, MARK.BEGUN) === MARK.OPEN;
    const outcome = await lines[line]!.send(mail, begin);
    report({ line, outcome, isOpen: lines[line]!.isOpen });
  };
  const open = async (line: number) => {
    await lines[line]!.open();
    report({ line, opened: true, isOpen: lines[line]!.isOpen });
  };
  port.on("message", (order: SmtpOrder) => {
    if (order === "close") {
      for (const line of lines) line.close();
      port.close();
      setTimeout(() => process.exit(), GOODBYE_MS).unref();
    } else if ("open" in order) void open(order.open);
    else if ("cancel" in order) lines[order.cancel]!.cancel(order.reason);
    else for (const call of order.mails) void send(call);
  });
}

if (parentPort) serve(parentPort, workerData);
