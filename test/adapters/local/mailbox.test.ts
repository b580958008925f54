import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { Mailbox } from "#shared/adapters/local/mailbox.ts";
import { Database } from "#shared/adapters/sqlite/database.ts";
import { SqliteQueue } from "#shared/adapters/sqlite/queue.ts";
import { MAILER_NOW, outgoing } from "#test/contracts/mailer.contract.ts";
import { tempFolder } from "#test/support/temp-folder.ts";

function open() {
  const file = join(tempFolder("mailbox"), "data.sqlite");
  const database = new Database(file);
  const clock = { now: () => MAILER_NOW, realNow: () => MAILER_NOW, monotonicMs: () => 0 };
  const queue = new SqliteQueue(database, clock);
  onTestFinished(() => database.close());
  return { database, queue, mailbox: new Mailbox(database, queue, clock) };
}

test.each([
  ["ada@example.com", ["Send", "Delivery"]],
  ["success@simulator.amazonses.com", ["Send", "Delivery"]],
  ["ooto@simulator.amazonses.com", ["Send", "Delivery"]],
  ["bounce@simulator.amazonses.com", ["Send", "Bounce"]],
  ["bounce+7@simulator.amazonses.com", ["Send", "Bounce"]],
  ["complaint@simulator.amazonses.com", ["Send", "Delivery", "Complaint"]],
  ["suppressionlist@simulator.amazonses.com", ["Send", "Bounce"]],
])("a mail to %s is reported on as %j, by its tags", async (to, events) => {
  const { mailbox, queue } = open();
  let called = 0;
  queue.onSend = () => {
    called += 1;
  };
  const outcome = await mailbox.send(outgoing("m1", { to }));
  const records = queue.receive("feedback", 10).map(({ body }) => JSON.parse(body));
  expect(records.map((record) => record.eventType)).toEqual(events);
  expect(called).toBe(1);
  for (const record of records) {
    expect(record[record.eventType.toLowerCase()]).toBeDefined();
    expect(record.mail).toMatchObject({
      messageId: outcome.kind === "accepted" ? outcome.providerId : "",
      destination: [to],
      timestamp: new Date(MAILER_NOW).toISOString(),
      tags: { workspace: ["main"], message: ["m1"], attempt: ["1"] },
    });
  }
});

test("a mail that can't be stored leaves no feedback, and is in doubt", async () => {
  const { mailbox, queue, database } = open();
  database.sql.exec("DROP TABLE mailbox");
  expect((await mailbox.send(outgoing("m1"))).kind).toBe("unknown");
  expect(queue.receive("feedback", 10)).toEqual([]);
});

test("the newest mails come first, by page and by recipient, with their links", async () => {
  const { mailbox } = open();
  for (let i = 0; i < 5; i++) {
    await mailbox.send(outgoing(`m${i}`, { to: i % 2 ? "Bob@example.com" : "ada@example.com" }));
  }
  const first = await mailbox.list(undefined, undefined, 3);
  expect(first.items.map((item) => item.messageId)).toEqual(["m4", "m3", "m2"]);
  const rest = await mailbox.list(undefined, first.cursor, 3);
  expect(rest.items.map((item) => item.messageId)).toEqual(["m1", "m0"]);
  expect(rest.cursor).toBeUndefined();
  const bobs = await mailbox.list("bob@example.com");
  expect(bobs.items.map((item) => item.messageId)).toEqual(["m3", "m1"]);
  expect(bobs.items[0]).toEqual({
    messageId: "m3",
    to: "Bob@example.com",
    from: "hello@example.org",
    subject: "Dots … and lines",
    at: new Date(MAILER_NOW).toISOString(),
    links: ["https://example.org/a?b=1&c=2", "https://example.org/u/token"],
  });
});
