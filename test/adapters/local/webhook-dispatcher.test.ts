import { expect, test } from "vitest";
import { LocalCaller } from "#shared/adapters/local/webhook-dispatcher.ts";
import { callerContract, requestOf } from "#test/contracts/caller.contract.ts";
import { eventually } from "#test/support/program.ts";

callerContract("this process", async () => {
  const all: object[] = [];
  const caller = new LocalCaller(async (request) => void all.push(request));
  return { caller, came: (count) => eventually(async () => all.length >= count && all) };
});

/** A caller whose requests end when told to. */
function held() {
  const ends: (() => void)[] = [];
  const caller = new LocalCaller(() => new Promise<void>((resolve) => ends.push(resolve)));
  const some = (count: number) => Array.from({ length: count }, (_, n) => requestOf(n));
  return { caller, ends, some };
}

/** Ends those under way, and those that begin then. */
const endAll = (caller: LocalCaller, ends: (() => void)[]) =>
  eventually(async () => {
    for (const end of ends) end();
    return !caller.isBusy;
  });

test("nobody waits for an answer, and it is known that some are under way", async () => {
  const { caller, ends, some } = held();
  await caller.call(some(1));
  expect([ends.length, caller.isBusy]).toEqual([1, true]);
  ends[0]!();
  await eventually(async () => !caller.isBusy);
});

test("at most 128 are under way, and the next begins when one ends", async () => {
  const { caller, ends, some } = held();
  await caller.call(some(200));
  expect(ends).toHaveLength(128);
  ends[7]!();
  await eventually(async () => ends.length === 129);
  await endAll(caller, ends);
});

test("one that fails holds up no other", async () => {
  let made = 0;
  const caller = new LocalCaller(async () => {
    made += 1;
    throw new Error("lost");
  });
  await caller.call(Array.from({ length: 300 }, (_, n) => requestOf(n)));
  await eventually(async () => made === 300 && !caller.isBusy);
});

test("what waits has a limit: what does not fit is lost, and there is room again later", async () => {
  const { caller, ends } = held();
  const large = () => ({ body: "x".repeat(10_000_000) });
  await caller.call(Array.from({ length: 5 }, large));
  // Those that begin at once wait for nothing.
  expect(ends).toHaveLength(5);
  await caller.call(Array.from({ length: 123 }, (_, n) => requestOf(n)));
  await caller.call([large(), large(), large(), large(), requestOf(1)]);
  await endAll(caller, ends);
  expect(ends).toHaveLength(128 + 3);
  await caller.call([large()]);
  expect(ends).toHaveLength(132);
});

test("a stop begins no other", async () => {
  const { caller, ends, some } = held();
  await caller.call(some(200));
  caller.stop();
  for (const end of ends) end();
  await eventually(async () => !caller.isBusy);
  expect(ends).toHaveLength(128);
});
