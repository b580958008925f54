import fc from "fast-check";
import { expect, test } from "vitest";
import { QueueLag } from "#functions/tick/queue-lag.ts";
import { MINUTE_MS } from "#shared/kernel/time.ts";
import { QUEUES, type QueueName } from "#shared/ports/queue.ts";

const EVERY_MS = 5 * MINUTE_MS;
const looks = fc.array(fc.subarray([...QUEUES]), { minLength: 1, maxLength: 20 });

test("the lag is that of the queue that was found untaken at every look for the longest time", async () => {
  await fc.assert(
    fc.asyncProperty(looks, async (all) => {
      let found: QueueName[] = [];
      const lag = new QueueLag({ stalled: async () => found });
      for (const [i, untaken] of all.entries()) {
        found = untaken;
        const waits = untaken.map((name) => {
          const taken = all.slice(0, i).findLastIndex((look) => !look.includes(name));
          return (i - taken - 1) * EVERY_MS;
        });
        expect(await lag.at(i * EVERY_MS)).toBe(Math.max(0, ...waits));
      }
    }),
  );
});

test("queues are looked at every five minutes; a tick in between goes by the last look", async () => {
  let count = 0;
  const lag = new QueueLag({
    stalled: async () => {
      count++;
      return ["deliver"];
    },
  });
  const lags = [];
  for (let minute = 0; minute <= 10; minute++) lags.push(await lag.at(minute * MINUTE_MS));
  expect(lags).toEqual(Array.from({ length: 11 }, (_, minute) => minute * MINUTE_MS));
  expect(count).toBe(3);
});
