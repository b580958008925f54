import { parentPort, workerData } from "node:worker_threads";
import type { SendOutcome } from "#shared/ports/mailer.ts";
import { SmtpLine, type SmtpMail } from "./line.ts";
import type { Relay } from "./relay.ts";
import { GOODBYE_MS } from "./session.ts";

/** What the thread is started with: a word of `marks` for each line. */
export type SmtpSetup = { relay: Relay; marks: Int32Array };
/**
 * Mails for lines that are free; a free line to connect; a line whose mail is given up; or the end.
 */
export type SmtpOrder =
  | { mails: SmtpCall[] }
  | { open: number }
  | { cancel: number; reason: string }
  | "close";
export type SmtpCall = SmtpMail & { line: number };
/**
 * Of a line: what came of its mail, that it was to be opened and is free again, or (alone) that its
 * connection ended.
 */
export type SmtpAnswer = { line: number; isOpen: boolean; outcome?: SendOutcome; opened?: true };

/**
 * The mark of a line's mail, shared by both threads: whoever changes it from `OPEN` first has decided. `BEGUN` is set
 * here before the mail's first byte, `GIVEN_UP` there, when nobody waits any more: never both.
 */
export const MARK = { OPEN: 0, BEGUN: 1, GIVEN_UP: 2 } as const;

function serve(port: NonNullable<typeof parentPort>, { relay, marks }: SmtpSetup): void {
  const lines = Array.from(
    marks,
    (_, line) => new SmtpLine(relay, () => tell({ line, isOpen: false })),
  );
  let answers: SmtpAnswer[] = [];
  const flush = () => {
    port.postMessage(answers);
    answers = [];
  };
  // What the relay answered within one turn goes back in one message.
  const tell = (answer: SmtpAnswer) => {
    if (answers.push(answer) === 1) setImmediate(flush);
  };
  const send = async ({ line, ...mail }: SmtpCall) => {
    const begin = () => Atomics.compareExchange(marks, line, MARK.OPEN, MARK.BEGUN) === MARK.OPEN;
    const outcome = await lines[line]!.send(mail, begin);
    tell({ line, outcome, isOpen: lines[line]!.isOpen });
  };
  const open = async (line: number) => {
    await lines[line]!.open();
    tell({ line, opened: true, isOpen: lines[line]!.isOpen });
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
