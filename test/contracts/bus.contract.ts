import { describe, expect, test } from "vitest";
import type { Bus, DomainEvent } from "#shared/ports/bus.ts";

/** A bus, and what a subscriber of all its events heard. */
export type BusUnderTest = {
  bus: Bus;
  /** Resolves when `count` events were heard, or when no more will come. */
  heard: (count: number) => Promise<DomainEvent[]>;
};

const AT = 1_800_000_000_250;
/** As many as one call of the port may have. */
const MOST_EVENTS = 500;

export const busEvent = (id: string, data: DomainEvent["data"] = {}): DomainEvent => ({
  type: "message.sent",
  id,
  at: AT,
  data,
});

/** What every `Bus` must do. */
export function busContract(name: string, make: () => Promise<BusUnderTest>) {
  const sorted = (ids: string[]) => ids.toSorted();

  describe(`the bus on ${name}`, () => {
    test("an event is heard with its type, id, instant and data", async () => {
      const { bus, heard } = await make();
      const event = busEvent("e_1", { to: "grüße@example.com", nested: { emoji: "😀\u2028" } });
      await bus.publish([event]);
      expect(await heard(1)).toEqual([event]);
    });

    test("as many events as the port takes are heard, once each", async () => {
      const { bus, heard } = await make();
      const events = Array.from({ length: MOST_EVENTS }, (_, n) => busEvent(`e_${n}`));
      await bus.publish(events);
      const ids = (await heard(MOST_EVENTS)).map(({ id }) => id);
      expect(sorted(ids)).toEqual(sorted(events.map(({ id }) => id)));
    });

    test("large events are heard too", async () => {
      const { bus, heard } = await make();
      const events = Array.from({ length: 12 }, (_, n) =>
        busEvent(`e_${n}`, { text: "ü".repeat(30_000) }),
      );
      await bus.publish(events);
      const told = await heard(12);
      expect(told.toSorted((a, b) => a.id.localeCompare(b.id))).toEqual(
        events.toSorted((a, b) => a.id.localeCompare(b.id)),
      );
    });

    test("no events are no trouble", async () => {
      const { bus } = await make();
      await expect(bus.publish([])).resolves.toBeUndefined();
    });
  });
}
