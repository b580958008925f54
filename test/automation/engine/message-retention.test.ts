import { expect, test } from "vitest";
import { DAY_MS } from "#shared/kernel/time.ts";
import { type Message, putMessage, readMessage } from "#shared/messaging/messages/index.ts";
import { makeScene } from "./scene.ts";

test("a message is kept for 400 days after the last that became of it", () => {
  const bornAt = Date.parse("2026-03-02T12:00:00.000Z");
  const message = {
    ...{
      id: "c_0mb2k5h3abcdefghi_mb2k5h3a_hash567890123456",
      class: "marketing",
      status: "sent",
      bornAt,
    },
    facts: { sentAt: bornAt + 1 },
    clicks: [{ at: bornAt + 90 * DAY_MS }],
  } as unknown as Message;
  const days = (row: ReturnType<typeof putMessage>) => (row.expiresAt! - bornAt) / DAY_MS;
  expect(days(putMessage(message, "any"))).toBe(491);
  expect(days(putMessage({ ...message, facts: {}, clicks: [] }, "any"))).toBe(401);
});

test("a run that waits longer than its mail is kept goes on, at its time", async () => {
  const scene = await makeScene();
  await scene.publish("years", {
    enter: [{ event: "signed_up" }],
    start: "hello",
    steps: {
      hello: { kind: "send", template: "hello", next: "years" },
      years: { kind: "wait", for: "P730D", next: "again" },
      again: { kind: "send", template: "hello", next: null },
    },
  });
  const ann = await scene.person();
  await scene.happen(ann, "signed_up");
  const [sent] = (await scene.read(ann)).messages;
  await scene.skip(730 * DAY_MS - DAY_MS);
  await scene.pass(2 * DAY_MS, DAY_MS / 24);
  expect(await readMessage(scene.world, sent!.data.id)).toBeUndefined();
  expect(scene.mails()).toHaveLength(2);
  expect((await scene.trail(ann, "years"))?.at(-1)).toBe("completed");
});
