import { createServer, type Socket } from "node:net";

const GREETING = "220 sink\r\n";
const END = Buffer.from("\r\n.\r\n");
const LINE_END = Buffer.from("\r\n");
const ID = Buffer.from("\r\nX-Dripstack-Message: ");
/** By a command's first letter: the commands of a transaction all differ in it. */
const ANSWERS: Record<string, string> = {
  E: "250-sink\r\n250-PIPELINING\r\n250 8BITMIME\r\n",
  D: "354 go on\r\n",
  Q: "221 bye\r\n",
};
const OK = "250 2.0.0 Ok\r\n";

/**
 * An SMTP server for the bench, whose limit it must not be: it answers, looks for the end of each
 * mail and counts. Of what it took it keeps the ids and the first mail, as it came.
 */
let taken = 0;
let sample = "";
const ids = new Set<string>();

function take(mail: Buffer): void {
  taken += 1;
  sample ||= mail.toString("latin1");
  const start = mail.indexOf(ID) + ID.length;
  ids.add(mail.toString("latin1", start, mail.indexOf(LINE_END, start)));
}

function serve(socket: Socket): void {
  let unread: Buffer = Buffer.alloc(0);
  let inData = false;
  socket.setNoDelay(true).on("error", () => {});
  socket.write(GREETING);
  socket.on("data", (chunk: Buffer) => {
    // Only the end of what was searched before may hold a part of the mark.
    let from = Math.max(0, unread.length - END.length);
    unread = unread.length === 0 ? chunk : Buffer.concat([unread, chunk]);
    let answer = "";
    for (;;) {
      const mark = inData ? END : LINE_END;
      const end = unread.indexOf(mark, from);
      if (end < 0) break;
      const letter = String.fromCharCode(unread[0]!);
      if (inData) take(unread.subarray(0, end + LINE_END.length));
      answer += inData ? OK : (ANSWERS[letter] ?? OK);
      inData = !inData && letter === "D";
      unread = unread.subarray(end + mark.length);
      from = 0;
    }
    if (answer) socket.write(answer);
  });
}

const server = createServer(serve);
server.listen(0, "127.0.0.1", () => {
  const { port } = server.address() as { port: number };
  process.stdout.write(`${JSON.stringify({ ready: true, port })}\n`);
});
process.on("message", () => process.send?.({ taken, distinct: ids.size, sample }));
process.once("disconnect", () => process.exit(0));
