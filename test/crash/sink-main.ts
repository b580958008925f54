import { appendFileSync } from "node:fs";
import type { Socket } from "node:net";
import { parseArgs } from "node:util";
import { type SinkStage, SmtpSink } from "#test/support/smtp-sink.ts";
import type { Trap } from "./trap.ts";

/**
 * `set` arms the trap for a process; `spring` kills it now; the answer tells of the kill so far.
 */
export type Order = { set: Trap; pid: number } | { spring: true } | { report: true };
/** `underWay`: mails whose sender was named and whose answer the program can not have acted on. */
export type Kill = { moment: Trap["moment"]; underWay: number };

/** Every line of a mail's answer begins so; it is not whole before its line ends. */
const HALF_ANSWER = "250 2.0";

/**
 * The relay of the crash test: it kills the program itself, in the same tick in which it sees what
 * the trap waits for, so that nothing can happen in between.
 */
let armed: { trap: Trap; pid: number } | undefined;
let kill: Kill | undefined;
const underWay = new Set<Socket>();

function spring(): void {
  if (!armed) return;
  process.kill(armed.pid, "SIGKILL");
  const open = [...underWay].filter(({ destroyed }) => !destroyed);
  kill = { moment: armed.trap.moment, underWay: open.length };
  underWay.clear();
  armed = undefined;
}

function onStage(stage: SinkStage, socket: Socket): void {
  if (stage === "named") underWay.add(socket);
  const isHalf = stage === "taken" && armed?.trap.moment === "half-answered";
  if (armed && (stage === armed.trap.moment || isHalf)) {
    armed.trap.count -= 1;
    if (armed.trap.count <= 0) {
      if (isHalf) socket.write(HALF_ANSWER);
      spring();
    }
  }
  if (stage === "answered") underWay.delete(socket);
}

process.on("message", (order: Order) => {
  if ("set" in order) {
    armed = { trap: order.set, pid: order.pid };
    kill = undefined;
  } else if ("spring" in order) spring();
  process.send?.({ kill });
});
process.once("disconnect", () => process.exit(0));

/** The path of the first tracked link, out of the quoted-printable text. */
const firstClick = (raw: Buffer) =>
  /\/c\/[\w.-]+/.exec(raw.toString("latin1").replaceAll("=\r\n", ""))?.[0];

const { log } = parseArgs({ options: { log: { type: "string" } } }).values;
const sink = new SmtpSink({
  onStage,
  onMail: ({ messageId, to, bytes, raw }) => {
    sink.mails.length = 0;
    const arrival = { messageId, to, bytes, link: firstClick(raw) };
    appendFileSync(log!, `${JSON.stringify(arrival)}\n`);
  },
});
const port = await sink.listen();
process.stdout.write(`${JSON.stringify({ ready: true, port })}\n`);
