import { expect, test } from "vitest";
import { LocalWebhookDispatcher } from "#shared/adapters/local/webhook-dispatcher.ts";
import { callerContract, requestOf } from "#test/contracts/webhook-dispatcher.contract.ts";
import { eventually } from "#test/support/program.ts";

callerContract("this process", async () => {
  const all: object[] = [];
  const webhooks = new LocalWebhookDispatcher(async (request) => void all.push(request));
  return { webhooks, came: (count) => eventually(async () => all.length >= count && all) };
});

/** A webhooks whose requests end when told to. */
function held() {
  const ends: (() => void)[] = [];
  const webhooks = new LocalWebhookDispatcher(
    () => new Promise<void>((resolve) => ends.push(resolve)),
  );
  const some = (count: number) => Array.from({ length: count }, (_, n) => requestOf(n));
  return { webhooks, ends, some };
}

/** Ends those under way, and those that begin then. */
const endAll = (webhooks: LocalWebhookDispatcher, ends: (() => void)[]) =>
  eventually(async () => {
    for (const end of ends) end();
    return !webhooks.isBusy;
  });

test("no caller waits for an answer, and running requests are visible", async () => {
  const { webhooks, ends, some } = held();
  await webhooks.call(some(1));
  expect([ends.length, webhooks.isBusy]).toEqual([1, true]);
  ends[0]!();
  await eventually(async () => !webhooks.isBusy);
});

test("at most 128 are under way, and the next begins when one ends", async () => {
  const { webhooks, ends, some } = held();
  await webhooks.call(some(200));
  expect(ends).toHaveLength(128);
  ends[7]!();
  await eventually(async () => ends.length === 129);
  await endAll(webhooks, ends);
});

test("one that fails holds up no other", async () => {
  let made = 0;
  const webhooks = new LocalWebhookDispatcher(async () => {
    made += 1;
    throw new Error("lost");
  });
  await webhooks.call(Array.from({ length: 300 }, (_, n) => requestOf(n)));
  await eventually(async () => made === 300 && !webhooks.isBusy);
});

test("what waits has a limit: what does not fit is lost, and there is room again later", async () => {
  const { webhooks, ends } = held();
  const large = () => ({ body: "x".repeat(10_000_000) });
  await webhooks.call(Array.from({ length: 5 }, large));
  // Those that begin at once wait for nothing.
  expect(ends).toHaveLength(5);
  await webhooks.call(Array.from({ length: 123 }, (_, n) => requestOf(n)));
  await webhooks.call([large(), large(), large(), large(), requestOf(1)]);
  await endAll(webhooks, ends);
  expect(ends).toHaveLength(128 + 3);
  await webhooks.call([large()]);
  expect(ends).toHaveLength(132);
});

test("a stop begins no other", async () => {
  const { webhooks, ends, some } = held();
  await webhooks.call(some(200));
  webhooks.stop();
  for (const end of ends) end();
  await eventually(async () => !webhooks.isBusy);
  expect(ends).toHaveLength(128);
});
