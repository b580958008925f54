import { appendFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { SmtpSink } from "./smtp-sink.ts";

/**
 * `node test/support/smtp-sink-main.ts --port 0 --log FILE`: says `{port}`, then logs a JSON line a
 * mail.
 */
const { log, pipelining, port } = parseArgs({
  options: {
    port: { type: "string", default: "0" },
    log: { type: "string" },
    pipelining: { type: "boolean", default: false },
  },
}).values;
const sink = new SmtpSink({
  pipelining,
  onMail: ({ messageId, to, bytes }) => {
    sink.mails.length = 0;
    if (log) appendFileSync(log, `${JSON.stringify({ messageId, to, bytes })}\n`);
  },
});
const bound = await sink.listen(Number(port));
process.stdout.write(`${JSON.stringify({ ready: true, port: bound })}\n`);
process.once("SIGTERM", () => void sink.close());
process.once("disconnect", () => process.exit(0));
