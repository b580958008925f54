import { describe, expect, test } from "vitest";
import { LocalBus } from "#shared/adapters/local/bus.ts";
import { OffsetClock } from "#shared/adapters/local/offset-clock.ts";
import { FolderSecrets } from "#shared/adapters/local/secrets.ts";
import { systemClock } from "#shared/adapters/node/clock.ts";
import { systemRandom } from "#shared/adapters/node/random.ts";
import { Database } from "#shared/adapters/sqlite/database.ts";
import { Meta } from "#shared/adapters/sqlite/meta.ts";
import type { DomainEvent } from "#shared/ports/bus.ts";
import type { Clock } from "#shared/ports/clock.ts";
import { busContract } from "./bus.contract.ts";
import { secretsContract } from "./secrets.contract.ts";

const meta = () => new Meta(new Database(":memory:"));

describe.each([
  ["the machine's, moved", () => new OffsetClock(meta())],
  ["Lambda's", () => systemClock],
] as [string, () => Clock][])("the clock: %s", (_, make) => {
  test("tells the time in epoch milliseconds, and a monotonic time that never goes back", () => {
    const clock = make();
    expect(Math.abs(clock.now() - Date.now())).toBeLessThan(1_000);
    const readings = Array.from({ length: 1_000 }, () => clock.monotonicMs());
    expect(readings).toEqual(readings.toSorted((a, b) => a - b));
  });
});

test("a moved clock stays moved after a restart, and never goes back", async () => {
  const kept = meta();
  const target = Date.now() + 86_400_000;
  await new OffsetClock(kept).moveTo(target);
  const clock = new OffsetClock(kept);
  expect(Math.abs(clock.now() - target)).toBeLessThan(1_000);
  await clock.moveTo(Date.now());
  expect(clock.now()).toBeGreaterThanOrEqual(target);
});

secretsContract("a folder", async () => {
  const kept = meta();
  return () => FolderSecrets.open(kept, systemClock);
});

test("randomness has the length that was asked for and does not repeat", () => {
  expect(systemRandom.bytes(16)).toHaveLength(16);
  expect(systemRandom.bytes(16)).not.toEqual(systemRandom.bytes(16));
});

busContract("this process", async () => {
  const bus = new LocalBus();
  const events: DomainEvent[] = [];
  bus.subscribe((event) => events.push(event));
  return { bus, heard: async () => events };
});

test("a bus in this process calls every subscriber, and one that throws affects no other", async () => {
  const bus = new LocalBus();
  const heard: string[] = [];
  bus.subscribe(() => {
    throw new Error("mine");
  });
  const end = bus.subscribe(({ id }) => heard.push(id));
  await bus.publish([{ type: "message.sent", id: "1", at: 0, data: {} }]);
  end();
  await bus.publish([{ type: "message.sent", id: "2", at: 0, data: {} }]);
  expect(heard).toEqual(["1"]);
});
