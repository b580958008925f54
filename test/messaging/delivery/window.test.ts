import { expect, test } from "vitest";
import { deliver, postMessage } from "#shared/messaging/delivery/index.ts";
import { readMessage } from "#shared/messaging/messages/index.ts";
import type { Mailer, SendOutcome } from "#shared/ports/mailer.ts";
import { loadSimulated } from "#test/simulation/workspace.ts";
import { makeWorld } from "#test/support/world.ts";

const CONCURRENCY = 4;
const MAILS = 60;

/** A world with mails to deliver, and a mailer whose calls the test answers one by one. */
async function scene(evidence: Mailer["evidence"]) {
  const open: { id: string; answer: (outcome?: SendOutcome) => void }[] = [];
  const mailer: Mailer = {
    evidence,
    concurrency: CONCURRENCY,
    find: async () => undefined,
    send: ({ messageId: id }) =>
      new Promise((resolve) => {
        const answer = (outcome: SendOutcome = { kind: "accepted", providerId: "p" }) => {
          open.splice(open.indexOf(call), 1);
          resolve(outcome);
        };
        const call = { id, answer };
        open.push(call);
      }),
  };
  const { world, clock } = makeWorld({ mailer });
  await loadSimulated(world);
  const ids: string[] = [];
  for (let i = 0; i < MAILS; i++) {
    const post = {
      to: `u${i}@example.com`,
      templateId: "receipt",
      data: {},
      byAdmin: true,
      digest: "d",
    };
    ids.push(await postMessage(world, { ...post, bornAt: clock.now() }));
  }
  /** Mails that are claimed and not settled: what a crash would leave in doubt now. */
  const claimed = async () => {
    const rows = await Promise.all(ids.map((id) => readMessage(world, id)));
    return rows.filter((row) => row?.data.status === "sending").length;
  };
  const settled = async () => {
    for (let turn = 0; turn < 50; turn++) await new Promise((resolve) => setImmediate(resolve));
  };
  return { world, ids, open, claimed, settled };
}

test("never more mails are claimed and unsettled than may be under way, and a free place is taken at once", async () => {
  const { world, ids, open, claimed, settled } = await scene("none");
  const done = deliver(world, ids, "deliver");
  const seen: string[] = [];
  for (let i = 0; i < MAILS; i++) {
    await settled();
    expect(open.length).toBe(Math.min(CONCURRENCY, MAILS - i));
    expect(await claimed()).toBe(open.length);
    // The oldest call hangs until the end: no other mail waits for it.
    const next = open.at(-1)!;
    seen.push(next.id);
    next.answer();
  }
  await done;
  expect(seen.toSorted()).toEqual(ids.toSorted());
  expect(await claimed()).toBe(0);
});

test("with a feed a group is settled in one row, so the next one waits for its end", async () => {
  const { world, ids, open, settled } = await scene("feed");
  const done = deliver(world, ids, "deliver");
  await settled();
  for (let left = MAILS; left > 0; left -= 1) {
    const inGroup = left % CONCURRENCY || CONCURRENCY;
    expect(open.length).toBe(inGroup);
    open[0]!.answer();
    await settled();
  }
  await done;
});

test("a failure stops what is not claimed yet; what is under way is settled before it is told", async () => {
  const { world, ids, open, claimed, settled } = await scene("none");
  const { writeEach } = world.table;
  let claims = 0;
  world.table.writeEach = async (writes, writer) => {
    const isClaim = writes.some((one) => "put" in one && "token" in one.data);
    if (isClaim && ++claims === 2) throw new Error("the disk is full");
    return writeEach(writes, writer);
  };
  let failure: unknown;
  const done = deliver(world, ids, "deliver").catch((error) => {
    failure = error;
  });
  await settled();
  open[0]!.answer();
  await settled();
  expect(failure).toBeUndefined();
  while (open.length > 0) {
    open[0]!.answer();
    await settled();
  }
  await done;
  expect(String(failure)).toContain("the disk is full");
  expect([claims, await claimed()]).toEqual([2, 0]);
});
