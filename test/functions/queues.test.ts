import { expect, test } from "vitest";
import { createHandler as deliver } from "#functions/deliver/handler.ts";
import { createHandler as feedback } from "#functions/feedback/handler.ts";
import { createHandler as react } from "#functions/react/handler.ts";
import type { World } from "#functions/runtime/world.ts";
import { createHandler as tick } from "#functions/tick/handler.ts";
import { lambdaContext } from "#infra/standalone/lambda-context.ts";
import { queueEvent } from "#infra/standalone/queue-event.ts";
import { ensureContact } from "#shared/audience/contacts/index.ts";
import { readContactSnapshot } from "#shared/automation/enrollments/index.ts";
import { messageId, newContactId } from "#shared/kernel/ids.ts";
import type { QueueName } from "#shared/ports/queue.ts";
import { loadSimulated } from "#test/simulation/workspace.ts";
import { makeWorld } from "#test/support/world.ts";

type Call = (
  event: object,
  context: object,
) => Promise<{ batchItemFailures: { itemIdentifier: string }[] }>;
const handlers = { work: react, deliver, feedback } as unknown as Record<
  string,
  (world: World) => Call
>;

const failuresOf = async (world: World, queue: QueueName, bodies: string[]) => {
  const batch = bodies.map((body, i) => ({ id: String(i), body, receives: 1 }));
  const answer = await handlers[queue]!(world)(queueEvent(queue, batch), lambdaContext());
  return answer.batchItemFailures.map((one) => one.itemIdentifier);
};

test("a bad message fails by itself, and the good ones beside it are done", async () => {
  const { world, clock } = makeWorld();
  await loadSimulated(world);
  const { id: contact } = await ensureContact(world, { email: "ada@example.com" });
  const event = { contact, id: "e1", name: "signed_up", at: clock.now(), data: {} };
  const bodies = ["{not json", JSON.stringify({ event }), JSON.stringify({ dance: true })];
  expect((await failuresOf(world, "work", bodies)).toSorted()).toEqual(["0", "2"]);
  const person = await readContactSnapshot(world, contact, clock.now());
  expect(person.enrollments).toHaveLength(1);
});

test.each(["deliver", "feedback"] as const)("a poison message of %s fails alone", async (queue) => {
  const { world } = makeWorld();
  const good = queue === "deliver" ? { mails: [] } : { due: [] };
  const bodies = ["null", JSON.stringify(good), '{"mails":["x"]}'];
  expect((await failuresOf(world, queue, bodies)).toSorted()).toEqual(["0", "2"]);
});

test("what is no list of at most a hundred mails fails", async () => {
  const { world } = makeWorld();
  const id = messageId(newContactId(0, new Uint8Array(8)), 0, "x");
  const many = { mails: Array(101).fill(id) };
  const bodies = ["5", "{}", '{"mails":"x"}', '{"mails":[5]}', JSON.stringify(many)];
  await expect(failuresOf(world, "deliver", bodies)).rejects.toThrow("batch of 5");
  const withGood = [...bodies, JSON.stringify({ mails: [] })];
  expect(await failuresOf(world, "deliver", withGood)).toHaveLength(bodies.length);
});

test("the tick puts dead letters back three times, then leaves them to a person", async () => {
  const { world, clock, queue } = makeWorld();
  await queue.send("work", [{ body: { dance: true } }]);
  const run = tick(world) as unknown as (event: object, context: object) => Promise<void>;
  let redriven = 0;
  for (let i = 0; i < 40; i++) {
    for (const message of queue.receive("work", 1)) await queue.fail([message.id]);
    const before = await queue.list(1);
    await run({}, lambdaContext());
    if (before.length > 0 && (await queue.list(1)).length === 0) redriven += 1;
    clock.advance(61_000);
  }
  expect(redriven).toBe(3);
  expect(await queue.list(1)).toEqual([expect.objectContaining({ queue: "work", redriven: 3 })]);
});
