import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import SMTPConnection from "nodemailer/lib/smtp-connection";

/**
 * The bare loop that `embedded_e2e` is compared with: nodemailer's SMTP client on connections that
 * stay open, each sending the same bytes again as soon as it was answered. Prints how many mails a
 * second.
 */
const { values } = parseArgs({
  options: {
    port: { type: "string" },
    connections: { type: "string" },
    mails: { type: "string" },
    file: { type: "string" },
  },
});
const raw = readFileSync(values.file!);
const envelope = { from: "bench@example.com", to: ["ada@example.com"], size: raw.length };

async function open(): Promise<SMTPConnection> {
  const connection = new SMTPConnection({ host: "127.0.0.1", port: Number(values.port) });
  await new Promise<void>((resolve, reject) => {
    connection.once("error", reject);
    connection.connect((error) => (error ? reject(error) : resolve()));
  });
  return connection;
}

const send = (connection: SMTPConnection) =>
  new Promise<void>((resolve, reject) => {
    connection.send({ ...envelope }, raw, (error) => (error ? reject(error) : resolve()));
  });

let left = Number(values.mails);
async function loop(connection: SMTPConnection): Promise<void> {
  while (left > 0) {
    left -= 1;
    await send(connection);
  }
}

const connections = await Promise.all(Array.from({ length: Number(values.connections) }, open));
const mails = left;
const start = process.hrtime.bigint();
await Promise.all(connections.map(loop));
const seconds = Number(process.hrtime.bigint() - start) / 1e9;
process.stdout.write(`${mails / seconds}\n`);
process.exit(0);
