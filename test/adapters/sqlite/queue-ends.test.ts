import { expect, test } from "vitest";
import { Database } from "#shared/adapters/sqlite/database.ts";
import { type Received, SqliteQueue } from "#shared/adapters/sqlite/queue.ts";
import type { QueueName } from "#shared/ports/queue.ts";
import { TestClock } from "#test/support/world.ts";

const database = () => new Database(":memory:");
const bodiesOf = (received: Received[]) => received.map(({ body }) => JSON.parse(body).n);

/** The queue of the next process, the last one having ended as it stood. */
const restarted = (file: Database) => new SqliteQueue(file, new TestClock());

test("a message that ends the process each time it is worked on becomes a dead letter", async () => {
  const file = database();
  await restarted(file).send("deliver", [{ body: { n: "bad" } }]);
  for (let end = 1; end <= 5; end++) {
    const queue = restarted(file);
    expect(bodiesOf(queue.receive("deliver", 10))).toEqual(["bad"]);
    expect(await queue.list(10)).toEqual([]);
  }
  const queue = restarted(file);
  expect(queue.receive("deliver", 10)).toEqual([]);
  expect(await queue.list(10)).toMatchObject([
    { queue: "deliver", body: '{"n":"bad"}', redriven: 0 },
  ]);
  await queue.redrive({ limit: 10, upTo: 1 });
  expect(bodiesOf(queue.receive("deliver", 10))).toEqual(["bad"]);
});

test("it goes alone, whatever was worked on beside it, and takes nothing with it", async () => {
  const file = database();
  const first = restarted(file);
  const names: QueueName[] = ["work", "deliver", "feedback"];
  for (const name of names) {
    await first.send(
      name,
      ["bad", "good"].map((word) => ({ body: { n: `${word} ${name}` } })),
    );
  }
  const done: string[] = [];
  // As pumps do: all that a queue gives is worked on at once, until what is bad ends the process.
  const run = async () => {
    const queue = restarted(file);
    for (let more = true; more; ) {
      const taken = names.flatMap((name) => queue.receive(name, 10));
      more = taken.length > 0;
      if (bodiesOf(taken).some((body) => body.startsWith("bad"))) return "ended";
      done.push(...bodiesOf(taken));
      await queue.ack(taken.map(({ id }) => id));
    }
    return "idle";
  };
  let ends = 0;
  while ((await run()) === "ended") ends += 1;
  expect(done.toSorted()).toEqual(["good deliver", "good feedback", "good work"]);
  expect((await restarted(file).list(10)).map(({ body }) => JSON.parse(body).n).toSorted()).toEqual(
    ["bad deliver", "bad feedback", "bad work"],
  );
  // Two together, and then three more of each alone.
  expect(ends).toBe(2 + 3 * names.length);
});

test("what was done with is not counted, and one end counts as one receive", async () => {
  const file = database();
  const queue = restarted(file);
  await queue.send(
    "work",
    [1, 2, 3].map((n) => ({ body: { n } })),
  );
  const [one, two] = queue.receive("work", 3);
  await queue.ack([one!.id]);
  await queue.fail([two!.id]);
  const next = restarted(file);
  expect(bodiesOf(next.receive("work", 3))).toEqual([3]);
  await next.ack(["3"]);
  const rows = file.sql.prepare("SELECT body, receives, ends FROM queue").all();
  expect(rows).toMatchObject([{ body: '{"n":2}', receives: 1, ends: 0 }]);
  expect(file.sql.prepare("SELECT * FROM queue_receipts").all()).toEqual([]);
});

test("a message that fails is not held to end processes", async () => {
  const file = database();
  await restarted(file).send(
    "work",
    ["a", "b"].map((n) => ({ body: { n } })),
  );
  for (let end = 1; end <= 2; end++) restarted(file).receive("work", 10);
  const clock = new TestClock();
  const queue = new SqliteQueue(file, clock);
  const [a, ...others] = queue.receive("work", 10);
  expect(others).toEqual([]);
  expect(queue.receive("work", 10)).toEqual([]);
  await queue.fail([a!.id]);
  expect(bodiesOf(queue.receive("work", 10))).toEqual(["b"]);
  await queue.ack(["2"]);
  clock.advance(120_000);
  expect(bodiesOf(queue.receive("work", 10))).toEqual(["a"]);
});

/** A queue of which two messages are taken to end processes, one of them about `ada`. */
async function suspecting() {
  const file = database();
  await restarted(file).send("work", [{ body: { n: "ada" } }, { body: { n: "bob" } }]);
  await restarted(file).send("deliver", [{ body: { n: "mail" } }]);
  for (let end = 1; end <= 2; end++) restarted(file).receive("work", 10);
  const queue = restarted(file);
  const erase = (n: string) =>
    file.commit(() =>
      queue.rewrite(`"${n}"`, (body) => ("n" in body && body.n === n ? undefined : body)),
    );
  return { file, queue, erase };
}

test("an erasure of what is held to end processes holds nothing else up", async () => {
  const { queue, erase } = await suspecting();
  await erase("ada");
  const [bob, ...none] = queue.receive("work", 10);
  expect([bodiesOf([bob!]), none, queue.receive("deliver", 10)]).toEqual([["bob"], [], []]);
  await queue.ack([bob!.id]);
  expect(bodiesOf(queue.receive("deliver", 10))).toEqual(["mail"]);

  const both = await suspecting();
  for (const n of ["ada", "bob"]) await both.erase(n);
  expect(bodiesOf(both.queue.receive("deliver", 10))).toEqual(["mail"]);
});

test("a message that is erased while it is worked on takes none with it that came after", async () => {
  const file = database();
  const queue = restarted(file);
  await queue.send("work", [{ body: { n: "ada" } }]);
  const [ada] = queue.receive("work", 10);
  await file.commit(() => queue.rewrite('"ada"', () => undefined));
  await queue.send("work", [{ body: { n: "bob" } }]);
  await queue.ack([ada!.id]);
  await file.flushed();
  expect(bodiesOf(queue.receive("work", 10))).toEqual(["bob"]);
});
