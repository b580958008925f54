import { expect, test } from "vitest";
import type { World } from "#functions/runtime/world.ts";
import { planSendTimes, saveStatedRate } from "#shared/messaging/handover/send-rate-store.ts";
import { makeWorld, START } from "#test/support/world.ts";

const PER_SECOND = 100;
const WORKERS = 50;
const EACH = 10;

const stating = ({ table }: World, perSecond: number) => ({
  table,
  quota: { current: async () => ({ perSecond }) },
});

test("fifty workers that plan at once all get places of their own, as close as the rate allows", async () => {
  const { world } = makeWorld();
  await saveStatedRate(stating(world, PER_SECOND));
  const plans = await Promise.all(
    Array.from({ length: WORKERS }, () => planSendTimes(world, EACH, START)),
  );
  const instants = plans.flat().toSorted((a, b) => a - b);
  expect(instants).toHaveLength(WORKERS * EACH);
  expect(instants[0]).toBe(START);
  const seconds = Map.groupBy(instants, (at) => Math.floor((at - START) / 1_000));
  for (const some of seconds.values()) expect(some.length).toBeLessThanOrEqual(PER_SECOND * 0.9);
  expect(instants.at(-1)! - START).toBeLessThan((WORKERS * EACH * 1_000) / (PER_SECOND * 0.88));
});

test("after an idle time no mail is planned in the past", async () => {
  const { world } = makeWorld();
  await saveStatedRate(stating(world, PER_SECOND));
  await planSendTimes(world, 100, START);
  const later = START + 3_600_000;
  expect((await planSendTimes(world, 2, later))[0]).toBe(later);
});
