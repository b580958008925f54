import { expect, test } from "vitest";
import { EVENTS } from "#events/index.ts";
import { parseSesEvent, recordFeedback } from "#shared/feedback/index.ts";
import type { Message } from "#shared/people/index.ts";
import { makeWorld } from "#test/support/world.ts";

test.each(EVENTS.map((event) => [event.name, event] as const))(
  "every example of %s is one",
  (_, event) => {
    expect(event.examples.length).toBeGreaterThan(0);
    for (const example of event.examples) expect(event.data.parse(example)).toEqual(example);
  },
);

test("names are unique, and a file is named after its event", () => {
  expect(new Set(EVENTS.map(({ name }) => name)).size).toBe(EVENTS.length);
});

test("what the bus is told is what the contract says", async () => {
  const { world, table, published } = makeWorld();
  const contact = "c_0mm94mtc0mwnnqxf0";
  const bornAt = 1_772_452_800_000;
  const id = `${contact}_${bornAt.toString(36)}_LO8WQ9SGSAKHJsvQ`;
  const { putMessage } = await import("#shared/people/index.ts");
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
  for (const event of parseSesEvent({ eventType: "Delivery", mail, delivery })) {
    await recordFeedback(world, event);
  }
  const delivered = published.find(({ type }) => type === "message.delivered");
  const contract = EVENTS.find(({ name }) => name === "message.delivered")!;
  expect(contract.data.parse(delivered?.data)).toEqual(delivered?.data);
});
