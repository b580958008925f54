import { describe, expect, test } from "vitest";
import { Defect } from "#shared/kernel/errors.ts";
import type { Clock } from "#shared/ports/clock.ts";
import {
  type Backlog,
  type DeadLetters,
  MAX_BODY_BYTES,
  MAX_DELAY_SECONDS,
  type Queue,
  type QueueName,
} from "#shared/ports/queue.ts";

/** How a test takes the consumer's part: a handler that says which bodies it could not do. */
export type QueueUnderTest = Queue &
  DeadLetters &
  Backlog & {
    consume: (
      queue: QueueName,
      limit: number,
      fails?: (body: string) => boolean,
    ) => Promise<string[]>;
  };

/** How a test lets time pass where the queue is. */
export type Pace = {
  wait: (ms: number) => Promise<void>;
  /** A delay that can be waited for. */
  delaySeconds: number;
  /** So long before its end, a delay is surely not over. */
  marginMs: number;
  /** After so long, a message that failed is surely back. */
  pauseMs: number;
};

/** Failures after which every queue puts a message aside. */
const ENOUGH_FAILURES = 10;
/** What breaks a careless transport: control characters, lone surrogates, markup. */
const STRANGE = 'ä€😀\u0000\u001f\u007f\u0085\u2028\ud800\ufffe\uffff</>&"\\';
/** The body of the most bytes that the port takes. */
const LARGEST = { text: "x".repeat(MAX_BODY_BYTES - '{"text":""}'.length) };

/** What every `Queue` must do. Time passes on the given clock, unless `pace` says otherwise. */
export function queueContract(
  name: string,
  make: (clock: Clock) => Promise<QueueUnderTest>,
  pace?: Pace,
) {
  let now = 1_800_000_000_000;
  const clock: Clock = { now: () => now, realNow: () => now, monotonicMs: () => now };
  const simulated: Pace = {
    wait: async (ms) => {
      now += ms;
    },
    delaySeconds: 60,
    marginMs: 1_000,
    pauseMs: 120_000,
  };
  const { wait, delaySeconds, marginMs, pauseMs } = pace ?? simulated;

  const bodies = (count: number) => Array.from({ length: count }, (_, n) => ({ body: { n } }));
  const numbers = (received: string[]) =>
    received.map((body) => JSON.parse(body).n).toSorted((a, b) => a - b);
  const firstNumbers = (count: number) => Array.from({ length: count }, (_, n) => n);
  /** Fails whatever is on these queues until nothing comes back any more. */
  const wearOut = async (queue: QueueUnderTest, ...names: QueueName[]) => {
    for (let i = 0; i < ENOUGH_FAILURES; i++) {
      const failed = names.map((one) => queue.consume(one, 100, () => true));
      if ((await Promise.all(failed)).flat().length === 0) return;
      await wait(pauseMs);
    }
  };

  describe(`the queue on ${name}`, () => {
    test("every message sent is received, and gone once it is done", async () => {
      const queue = await make(clock);
      await queue.send("work", bodies(30));
      expect(numbers(await queue.consume("work", 100))).toEqual(firstNumbers(30));
      expect(await queue.consume("work", 100)).toEqual([]);
    });

    test("a queue whose messages no consumer takes is reported until they are done", async () => {
      const queue = await make(clock);
      expect(await queue.stalled()).toEqual([]);
      await queue.send("deliver", bodies(3));
      await queue.send("work", [{ body: {}, delaySeconds: MAX_DELAY_SECONDS }]);
      expect(await queue.stalled()).toEqual(["deliver"]);
      expect(await queue.stalled(), "a look takes nothing").toEqual(["deliver"]);
      expect(await queue.consume("deliver", 10)).toHaveLength(3);
      expect(await queue.stalled()).toEqual([]);
    });

    test("queues are apart", async () => {
      const queue = await make(clock);
      await queue.send("work", bodies(1));
      expect(await queue.consume("deliver", 10)).toEqual([]);
      expect(await queue.consume("work", 10)).toHaveLength(1);
    });

    test("any characters and as many bytes as the port takes arrive as they were sent", async () => {
      const queue = await make(clock);
      await queue.send("work", [{ body: { text: STRANGE } }, { body: LARGEST }]);
      const got = (await queue.consume("work", 10)).map((body) => JSON.parse(body));
      expect(got).toHaveLength(2);
      expect(got).toContainEqual({ text: STRANGE });
      expect(got.some(({ text }) => text === LARGEST.text)).toBe(true);
    });

    test("one call takes any number of messages, however large together", async () => {
      const queue = await make(clock);
      const text = "é".repeat(50_000);
      await queue.send(
        "work",
        firstNumbers(25).map((n) => ({ body: { n, text } })),
      );
      expect(numbers(await queue.consume("work", 100))).toEqual(firstNumbers(25));
    });

    test.each([
      ["a message that is too large", { body: { text: `${LARGEST.text}x` } }],
      ["a delay that is too long", { body: {}, delaySeconds: MAX_DELAY_SECONDS + 1 }],
    ])("%s is a defect, and nothing of that call is stored", async (_, wrong) => {
      const queue = await make(clock);
      await expect(queue.send("work", [...bodies(12), wrong])).rejects.toThrow(Defect);
      expect(await queue.consume("work", 100)).toEqual([]);
    });

    test("a delayed message is not seen before its time", async () => {
      const queue = await make(clock);
      await queue.send("work", [{ body: { n: 1 }, delaySeconds }]);
      await queue.send("work", [{ body: { n: 2 }, delaySeconds: MAX_DELAY_SECONDS }]);
      await wait(delaySeconds * 1000 - marginMs);
      expect(await queue.consume("work", 10)).toEqual([]);
      await wait(marginMs);
      expect(numbers(await queue.consume("work", 10))).toEqual([1]);
    });

    test("a message that fails comes back, and never holds up the others", async () => {
      const queue = await make(clock);
      await queue.send("work", bodies(3));
      const bad = (body: string) => JSON.parse(body).n === 1;
      expect(await queue.consume("work", 10, bad)).toHaveLength(3);
      await wait(pauseMs);
      expect(await queue.consume("work", 10)).toEqual([JSON.stringify({ n: 1 })]);
    });

    test("a poison message becomes a dead letter and can be re-driven, up to a limit", async () => {
      const queue = await make(clock);
      await queue.send("feedback", bodies(1));
      await wearOut(queue, "feedback");
      expect(await queue.list(10)).toEqual([
        expect.objectContaining({ queue: "feedback", redriven: 0 }),
      ]);
      expect(await queue.redrive({ limit: 10, upTo: 1 })).toEqual({ redriven: 1, stuck: 0 });
      await wearOut(queue, "feedback");
      expect(await queue.redrive({ limit: 10, upTo: 1 })).toEqual({ redriven: 0, stuck: 1 });
      expect(await queue.redrive({ limit: 10, upTo: 2 })).toEqual({ redriven: 1, stuck: 0 });
      expect(await queue.consume("feedback", 10)).toHaveLength(1);
      expect(await queue.list(10)).toEqual([]);
    });

    test("one dead letter is put back or dropped by its id, and the others stay", async () => {
      const queue = await make(clock);
      const before = clock.now();
      await queue.send("work", bodies(3));
      await wearOut(queue, "work");
      const letters = await queue.list(10);
      const idOf = (n: number) => letters.find(({ body }) => JSON.parse(body).n === n)!.id;
      if (!pace) expect(letters.map(({ sentAt }) => sentAt)).toEqual([before, before, before]);
      expect(await queue.redriveOne(idOf(1))).toBe(true);
      expect(numbers(await queue.consume("work", 10))).toEqual([1]);
      expect(await queue.drop(idOf(2))).toBe(true);
      expect(numbers((await queue.list(10)).map(({ body }) => body))).toEqual([0]);
      for (const id of [idOf(1), idOf(2), "no-id", "0", "1e3"]) {
        expect([id, await queue.redriveOne(id), await queue.drop(id)]).toEqual([id, false, false]);
      }
      expect(await queue.count()).toBe(1);
      expect(await queue.consume("work", 10)).toEqual([]);
    });

    test("dead letters go back where each came from, as many as were asked for", async () => {
      const queue = await make(clock);
      await queue.send("work", bodies(12));
      await queue.send("deliver", bodies(1));
      await wearOut(queue, "work", "deliver");
      expect(await queue.count()).toBe(13);
      expect(await queue.list(4)).toHaveLength(4);
      const letters = await queue.list(100);
      expect(numbers(letters.map(({ body }) => body))).toEqual([0, ...firstNumbers(12)]);
      expect(await queue.redrive({ limit: 5, upTo: 3 })).toEqual({ redriven: 5, stuck: 0 });
      expect(await queue.list(100)).toHaveLength(8);
      expect(await queue.redrive({ limit: 100, upTo: 3 })).toEqual({ redriven: 8, stuck: 0 });
      expect(numbers(await queue.consume("work", 100))).toEqual(firstNumbers(12));
      expect(await queue.consume("deliver", 100)).toHaveLength(1);
      expect(await queue.count()).toBe(0);
    });
  });
}
