import fc from "fast-check";
import { expect, test } from "vitest";
import { QueueLag } from "#functions/tick/queue-lag.ts";
import { QUEUES, type QueueName } from "#shared/ports/queue.ts";

const looks = fc.array(
  fc.record({ afterMs: fc.integer({ min: 0, max: 100_000 }), untaken: fc.subarray([...QUEUES]) }),
  { maxLength: 30 },
);

test("the lag is that of the queue that was found untaken at every look for the longest time", () => {
  fc.assert(
    fc.property(looks, (all) => {
      const lag = new QueueLag();
      let now = 0;
      const past: { at: number; untaken: QueueName[] }[] = [];
      for (const { afterMs, untaken } of all) {
        now += afterMs;
        past.push({ at: now, untaken });
        const waits = untaken.map((name) => {
          const taken = past.findLastIndex((look) => !look.untaken.includes(name));
          return now - past[taken + 1]!.at;
        });
        expect(lag.note(untaken, now)).toBe(Math.max(0, ...waits));
      }
    }),
  );
});
