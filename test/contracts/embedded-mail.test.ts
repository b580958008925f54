import { afterAll } from "vitest";
import { Mailbox } from "#shared/adapters/local/mailbox.ts";
import { ProcessRenderer } from "#shared/adapters/render-process/renderer.ts";
import { SmtpMailer } from "#shared/adapters/smtp/mailer.ts";
import { Database } from "#shared/adapters/sqlite/database.ts";
import { SqliteQueue } from "#shared/adapters/sqlite/queue.ts";
import { SmtpSink } from "#test/support/smtp-sink.ts";
import { mailerContract } from "./mailer.contract.ts";
import { rendererContract } from "./renderer.contract.ts";

mailerContract("the mailbox", async (clock) => {
  const database = new Database(":memory:");
  const mailer = new Mailbox(database, new SqliteQueue(database, clock), clock);
  const taken = async (messageId: string) => {
    const raw = mailer.raw(messageId);
    return raw ? [raw] : [];
  };
  return { mailer, taken, close: async () => database.close() };
});

for (const pipelining of [false, true]) {
  mailerContract(`an SMTP relay (pipelining: ${pipelining})`, async () => {
    const sink = new SmtpSink({ pipelining });
    const mailer = new SmtpMailer(`smtp://127.0.0.1:${await sink.listen()}`);
    const taken = async (messageId: string) =>
      sink.mails.filter((mail) => mail.messageId === messageId).map((mail) => mail.raw);
    const close = async () => {
      await mailer.close();
      await sink.close();
    };
    return { mailer, taken, close };
  });
}

// One for all tests: starting its processes takes longer than most of them.
const renderer = new ProcessRenderer();
afterAll(renderer.close);
rendererContract("a process of its own", async () => ({ renderer, close: async () => {} }));
