import { globSync } from "node:fs";
import { expect, test } from "vitest";
import { EVENTS } from "#events/index.ts";
import { RESERVED_NAMES_RULE } from "#events/reserved-names.ts";
import { parseSesEvent, recordFeedback } from "#shared/messaging/feedback/index.ts";
import { MESSAGE_EVENTS, type Message, putMessage } from "#shared/messaging/messages/index.ts";
import { makeWorld } from "#test/support/world.ts";

test.each(EVENTS.map((event) => [event.name, event] as const))(
  "every example of %s is one",
  (_, event) => {
    expect(event.examples.length).toBeGreaterThan(0);
    for (const example of event.examples) expect(event.data.parse(example)).toEqual(example);
  },
);

test("a file is named after its event, and every event has one", () => {
  const others = ["events/message-data.ts", "events/reserved-names.ts"];
  const files = globSync("events/*-*.ts").filter((file) => !others.includes(file));
  const named = EVENTS.map(({ name }) => `events/${name.replace(".", "-")}.ts`);
  expect(named.toSorted()).toEqual(files.toSorted());
});

test("each message event reports exactly one fact", () => {
  const named = EVENTS.map(({ name }) => name).filter((name) => name.startsWith("message."));
  expect(MESSAGE_EVENTS).toEqual(named);
});

test("these names are reserved: to take one more from others is a decision", () => {
  expect(RESERVED_NAMES_RULE).toBe(
    "names that begin with message., contact., segment., date., schedule., sequence. are reserved for Dripstack's own events",
  );
});

test("what the bus is told is what the contract says", async () => {
  const { world, table, published } = makeWorld();
  const contact = "c_0mm94mtc0mwnnqxf0";
  const bornAt = 1_772_452_800_000;
  const id = `${contact}_${bornAt.toString(36)}_LO8WQ9SGSAKHJsvQ`;
  const row: Message = {
    id,
    class: "marketing",
    source: {
      kind: "run",
      sequence: "welcome",
      entryKey: "-",
      run: "r",
      version: 1,
      step: "hello",
    },
    template: "welcome-hello",
    bornAt,
    attempt: 1,
    facts: {},
    status: "sent",
    to: "ada@example.com",
  };
  await table.write([putMessage(row, "absent")]);
  const mail = {
    timestamp: new Date(bornAt).toISOString(),
    messageId: "p",
    destination: ["ada@example.com"],
    tags: { message: [id], attempt: ["1"] },
  };
  const delivery = { timestamp: mail.timestamp, recipients: ["ada@example.com"] };
  for (const event of parseSesEvent({ eventType: "Delivery", mail, delivery }) ?? []) {
    await recordFeedback(world, event);
  }
  const delivered = published.find(({ type }) => type === "message.delivered");
  const contract = EVENTS.find(({ name }) => name === "message.delivered")!;
  expect(delivered?.data).toEqual({
    contactId: contact,
    ...(contract.data.parse(delivered?.data) as object),
  });
});
