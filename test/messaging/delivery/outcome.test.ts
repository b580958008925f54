import { expect, test } from "vitest";
import {
  acceptanceEntry,
  foldOutcome,
  outcomeKey,
  putOutcomes,
} from "#shared/messaging/delivery/index.ts";
import type { Message } from "#shared/messaging/messages/index.ts";
import { makeMessage } from "#test/messaging/feedback/message.ts";
import { makeWorld, START } from "#test/support/world.ts";

const outcome = outcomeKey("batch-1");
const claimed = (token: string): Message =>
  ({ ...makeMessage(), token, outcome }) as Message & { status: "sending" };

test("a claim finds what its batch noted by its number, another claim on the mail does not", async () => {
  const { world } = makeWorld();
  const noted = [acceptanceEntry("batch-1.12", "ses 1", START + 7)];
  await world.table.write([putOutcomes(outcome, Object.fromEntries(noted), START)]);
  const folded = await foldOutcome(world, claimed("batch-1.12"));
  expect(folded).toMatchObject({
    status: "sent",
    providerId: "ses 1",
    facts: { sentAt: START + 7 },
  });
  const other = claimed("batch-1.1");
  expect(await foldOutcome(world, other)).toBe(other);
});

test("the first rows noted acceptances by message and attempt", async () => {
  const { world } = makeWorld();
  const message = claimed("batch-1.0");
  const accepted = { [message.id]: { attempt: 1, providerId: "ses-1", at: START + 7 } };
  await world.table.write([
    { put: { table: "due", ...outcome }, v: 1, data: { accepted }, expect: "any" },
  ]);
  expect((await foldOutcome(world, message)).status).toBe("sent");
  const again = { ...message, attempt: 2 };
  expect(await foldOutcome(world, again)).toBe(again);
});
