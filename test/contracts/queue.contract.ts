import { describe, expect, test } from "vitest";
import type { Clock } from "#shared/ports/clock.ts";
import type { DeadLetters, Queue, QueueName } from "#shared/ports/queue.ts";

/** How a test takes the consumer's part: a handler that says which bodies it could not do. */
export type QueueUnderTest = Queue &
  DeadLetters & {
    consume: (
      queue: QueueName,
      limit: number,
      fails?: (body: string) => boolean,
    ) => Promise<string[]>;
  };

/** What every `Queue` must do. `wait` lets time pass on the given clock. */
export function queueContract(name: string, make: (clock: Clock) => Promise<QueueUnderTest>) {
  let now = 1_800_000_000_000;
  const clock: Clock = { now: () => now, monotonicMs: () => now };
  const wait = (ms: number) => {
    now += ms;
  };
  const bodies = (count: number) => Array.from({ length: count }, (_, n) => ({ body: { n } }));

  describe(`the queue on ${name}`, () => {
    test("every message sent is received, and gone once it is done", async () => {
      const queue = await make(clock);
      await queue.send("work", bodies(30));
      const got = await queue.consume("work", 100);
      expect(got.map((body) => JSON.parse(body).n).toSorted((a, b) => a - b)).toEqual(
        Array.from({ length: 30 }, (_, n) => n),
      );
      expect(await queue.consume("work", 100)).toEqual([]);
    });

    test("queues are apart", async () => {
      const queue = await make(clock);
      await queue.send("work", bodies(1));
      expect(await queue.consume("deliver", 10)).toEqual([]);
      expect(await queue.consume("work", 10)).toHaveLength(1);
    });

    test("a delayed message is not seen before its time", async () => {
      const queue = await make(clock);
      await queue.send("work", [{ body: { n: 1 }, delaySeconds: 60 }]);
      wait(59_000);
      expect(await queue.consume("work", 10)).toEqual([]);
      wait(1_000);
      expect(await queue.consume("work", 10)).toHaveLength(1);
    });

    test("a message that fails comes back, and never holds up the others", async () => {
      const queue = await make(clock);
      await queue.send("work", bodies(3));
      const bad = (body: string) => JSON.parse(body).n === 1;
      expect(await queue.consume("work", 10, bad)).toHaveLength(3);
      wait(120_000);
      expect(await queue.consume("work", 10)).toEqual([JSON.stringify({ n: 1 })]);
    });

    test("a poison message becomes a dead letter and can be re-driven, up to a limit", async () => {
      const queue = await make(clock);
      await queue.send("feedback", bodies(1));
      const wearOut = async () => {
        for (let i = 0; i < 10; i++) {
          await queue.consume("feedback", 10, () => true);
          wait(120_000);
        }
      };
      await wearOut();
      expect(await queue.list(10)).toEqual([
        expect.objectContaining({ queue: "feedback", redriven: 0 }),
      ]);
      expect(await queue.redrive({ limit: 10, upTo: 1 })).toEqual({ redriven: 1, stuck: 0 });
      await wearOut();
      expect(await queue.redrive({ limit: 10, upTo: 1 })).toEqual({ redriven: 0, stuck: 1 });
      expect(await queue.redrive({ limit: 10, upTo: 2 })).toEqual({ redriven: 1, stuck: 0 });
      expect(await queue.consume("feedback", 10)).toHaveLength(1);
      expect(await queue.list(10)).toEqual([]);
    });
  });
}
