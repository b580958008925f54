import { expect, test } from "vitest";
import { createHandler } from "#functions/react/handler.ts";
import { lambdaContext } from "#infra/standalone/lambda-context.ts";
import { queueEvent } from "#infra/standalone/queue-event.ts";
import { putContact } from "#shared/audience/contacts/index.ts";
import { deleteContact, forgetFanOut } from "#shared/automation/erasure/index.ts";
import { getJob, runFanOutPage, startJob } from "#shared/bulk/index.ts";
import { shardOf } from "#shared/kernel/shards.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "#shared/kernel/time.ts";
import type { Page } from "#shared/ports/table.ts";
import type { FanOutPage, Reference } from "#shared/queue/index.ts";
import { packReferences, readReference, writePacks } from "#shared/scheduler/index.ts";
import { makeEngine } from "#test/support/engine.ts";
import { makeWorld, START } from "#test/support/world.ts";

const MIDNIGHT = START + 12 * HOUR_MS;

async function makeTwo() {
  const made = makeWorld();
  const { world } = made;
  const [ada, bob] = await Promise.all(
    ["ada", "bob"].map(async (id) => (await putContact(world, id, { email: `${id}@x.org` })).id),
  );
  const due = async () => {
    const { items } = await world.scan.due<{ references?: string[] }>();
    const packs = items.flatMap(({ data, expiresAt }) =>
      data.references ? [{ references: data.references.map(readReference), expiresAt }] : [],
    );
    return packs.filter(({ references }) => references[0]!.kind !== "forget");
  };
  return { ...made, ada: ada!, bob: bob!, due };
}

const FIRST_PAGE: FanOutPage = { kind: "forget", input: { upTo: MIDNIGHT }, shard: 0 };
/** As `react` is told to at midnight. */
const forget = (world: ReturnType<typeof makeWorld>["world"]) =>
  runFanOutPage(world, [forgetFanOut], FIRST_PAGE);

const about = (contact: string, at: number): Reference[] => [
  { kind: "run", contact, sequence: "s", at },
  { kind: "contact", contact, at },
  { kind: "mail", message: `${contact}_mm_0123456789abcdef`, queue: "deliver", at },
  { kind: "reconcile", message: `${contact}_mm_0123456789abcdef`, attempt: 2, at },
];

test("what was due for an erased contact goes from all packs, those of long ago too; all else stays", async () => {
  const { world, ada, bob, due, clock } = await makeTwo();
  const far = START + 30 * DAY_MS;
  const schedule: Reference = { kind: "schedule", sequence: "s", at: far };
  await writePacks(world, packReferences(about(ada, START + HOUR_MS), START));
  await writePacks(
    world,
    packReferences([...about(ada, far), ...about(bob, far), schedule], START),
  );
  const { expiresAt } = (await due()).find(({ references }) => references.length > 4)!;
  clock.advance(2 * HOUR_MS);
  await deleteContact(world, "ada");
  expect(await due()).toHaveLength(2);
  await forget(world);
  expect(await due()).toEqual([{ references: [...about(bob, far), schedule], expiresAt }]);
});

test("a long wheel is looked through page by page, from one message to the next", async () => {
  const { world, ada, bob, queue, clock } = await makeTwo();
  await deleteContact(world, "ada");
  const asked: (string | undefined)[] = [];
  const [pack] = packReferences(about(ada, START + DAY_MS), START);
  await writePacks(world, [pack!]);
  const real = world.scan.due;
  const scan = {
    due: async <D>(after?: string): Promise<Page<D>> => {
      asked.push(after);
      const n = Number(after ?? 0);
      if (n === 44) return real<D>();
      return { items: [], cursor: String(n + 1) };
    },
  };
  let next: FanOutPage | undefined = FIRST_PAGE;
  let messages = 0;
  while (next) {
    await runFanOutPage({ ...world, scan }, [forgetFanOut], next);
    messages += 1;
    const [sent] = queue.receive("work", 10);
    next = sent && JSON.parse(sent.body).fanOut;
    if (sent) await queue.ack([sent.id]);
  }
  expect([messages, asked.length, asked.at(-1)]).toEqual([3, 45, "44"]);
  const text = JSON.stringify((await real()).items);
  expect([text.includes(ada), text.includes(bob)]).toEqual([false, false]);
  clock.advance(DAY_MS);
  await forget({ ...world, scan });
  // No erased contact is left: nothing is scanned.
  expect(asked).toHaveLength(45);
});

test("all that are erased in a day are forgotten at one midnight, the last half hour's at the next", async () => {
  const engine = await makeEngine();
  const { clock, table, must, put, goTo, world } = engine;
  const scans: number[] = [];
  const { due } = world.scan;
  world.scan.due = (after) => {
    scans.push(clock.now());
    return due(after);
  };
  const listed = async () => (await table.query("index", "main#erased", {})).items.length;
  for (const [id, at] of [
    ["ada", START],
    ["bob", MIDNIGHT - 40 * MINUTE_MS],
    ["eve", MIDNIGHT - 20 * MINUTE_MS],
  ] as const) {
    await goTo(at);
    await put(id);
    await must("DELETE", `/v1/contacts/${id}`);
  }
  expect(await listed()).toBe(3);
  await goTo(MIDNIGHT + MINUTE_MS);
  expect([scans, await listed()]).toEqual([[MIDNIGHT], 1]);
  await goTo(MIDNIGHT + DAY_MS + MINUTE_MS);
  expect([scans, await listed()]).toEqual([[MIDNIGHT, MIDNIGHT + DAY_MS], 0]);
});

test("a contact that a running job may have gathered is forgotten once that job is over", async () => {
  const { world, ada, table, clock, queue } = await makeTwo();
  const kind = { kind: "backtest", shards: 16 };
  const job = await startJob(world, { kind, subject: "s", input: {} }, START);
  const found = { examples: [{ contact: ada }] };
  const key = { table: "index", pk: `main#job#${job.id}`, sk: "gathered#03" } as const;
  await table.write([{ put: key, v: 1, data: found, expect: "any" }]);
  await deleteContact(world, "ada");
  await forget(world);
  expect(await table.get(key)).toBeDefined();
  const { version } = await getJob(world, job.id);
  const ended = { ...job, state: "done", endedAt: START, result: found };
  const head = { table: "index", pk: "main#job", sk: job.id } as const;
  await table.write([{ put: head, v: 1, data: ended, expect: version }]);
  // It was planned anew for the next midnight.
  clock.at = MIDNIGHT;
  const react = createHandler(world) as unknown as (e: object, c: object) => Promise<unknown>;
  await queue.send("work", [{ body: { due: [{ kind: "forget", at: MIDNIGHT }] } }]);
  for (let i = 0; i < 2; i++) {
    const taken = queue.receive("work", 1_000).filter(({ body }) => /due|fanOut/.test(body));
    await react(queueEvent("work", taken), lambdaContext());
  }
  expect(await table.get(key)).toBeUndefined();
  expect((await getJob(world, job.id)).data.result).toEqual({ examples: [] });
  expect((await table.query("index", "main#erased", {})).items).toEqual([]);
});

test("all that a job may have gathered while they were erased are forgotten in one pass over the jobs", async () => {
  const { world, ada, bob, table } = await makeTwo();
  const { id: eve } = await putContact(world, "eve", { email: "eve@x.org" });
  const people = [ada, bob, eve];
  const kind = { kind: "backtest", shards: 16 };
  const job = await startJob(world, { kind, subject: "s", input: {} }, START);
  await deleteContact(world, "ada");
  await deleteContact(world, "bob");
  const text = people.map((id) => `["${id}",1]\n`).join("");
  const chunks = [...new Set(people.map((id) => shardOf(id, 16)))];
  const chunkKey = (shard: number) => {
    const sk = `chunk#${String(shard).padStart(2, "0")}#1`;
    return { table: "index", pk: `main#job#${job.id}`, sk } as const;
  };
  const result = { examples: people.map((contact) => ({ contact })) };
  const ended = { ...job, state: "done", endedAt: START, result };
  const head = { table: "index", pk: "main#job", sk: job.id } as const;
  await table.write([
    { put: head, v: 1, data: ended, expect: "any" },
    ...chunks.map((shard) => ({
      ...{ put: chunkKey(shard), v: 1, data: { text }, expect: "any" as const },
    })),
  ]);
  let passes = 0;
  const query: typeof table.query = (name, pk, ...rest) => {
    if (pk === head.pk) passes += 1;
    return table.query(name, pk, ...rest);
  };
  const watched = Object.assign(Object.create(table), { query }) as typeof table;
  await forget({ ...world, table: watched });
  expect([passes, (await getJob(world, job.id)).data.result]).toEqual([
    1,
    { examples: [{ contact: eve }] },
  ]);
  for (const id of [ada, bob]) {
    const row = await table.get<{ text: string }>(chunkKey(shardOf(id, 16)));
    expect(row!.data.text).toBe(`["${eve}",1]\n`);
  }
  expect((await table.query("index", "main#erased", {})).items).toEqual([]);
});
