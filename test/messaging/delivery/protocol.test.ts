import { beforeEach, expect, test } from "vitest";
import type { World } from "#functions/runtime/world.ts";
import { suppress } from "#shared/audience/consent/index.ts";
import { ensureContact } from "#shared/audience/contacts/index.ts";
import { addressHash } from "#shared/audience/profiles/index.ts";
import { readContactSnapshot } from "#shared/automation/enrollments/index.ts";
import { deleteContact } from "#shared/automation/erasure/index.ts";
import { MINUTE_MS } from "#shared/kernel/time.ts";
import { deliver, postMessage, reconcile } from "#shared/messaging/delivery/index.ts";
import { firstReconcile } from "#shared/messaging/handover/index.ts";
import { readMessage, stateOf } from "#shared/messaging/messages/index.ts";
import { setSending } from "#shared/platform/live-definitions/index.ts";
import type { Mailer, SendOutcome } from "#shared/ports/mailer.ts";
import { loadSimulated } from "#test/simulation/workspace.ts";
import { makeWorld, START } from "#test/support/world.ts";

const TO = "ada@example.com";

/** A mailer that answers as it is told, and what it was asked. */
function scripted(evidence: Mailer["evidence"] = "none") {
  const calls: string[] = [];
  const script: SendOutcome[] = [];
  const mailer: Mailer = {
    evidence,
    concurrency: 4,
    find: async () => undefined,
    send: async ({ messageId, attempt }) => {
      calls.push(`${messageId} ${attempt}`);
      return script.shift() ?? { kind: "accepted", providerId: "p" };
    },
  };
  return { mailer, calls, script };
}

let made: ReturnType<typeof makeWorld>;
let told: ReturnType<typeof scripted>;
let id: string;

async function setUp(evidence: Mailer["evidence"] = "none") {
  told = scripted(evidence);
  made = makeWorld({ mailer: told.mailer });
  await loadSimulated(made.world);
  const bornAt = made.clock.now();
  id = await postMessage(made.world, {
    to: TO,
    templateId: "receipt",
    data: {},
    bornAt,
    byAdmin: true,
    digest: "d",
  });
}
beforeEach(() => setUp());

const row = async () => (await readMessage(made.world, id))!.data;
const state = async () => stateOf(await row());
const go = (world: World = made.world) => deliver(world, [id], "deliver-now");
const look = () => reconcile(made.world, firstReconcile(id, made.clock.now()));

/** The same world, in which something happens once, right after the claim was written. */
function meanwhile(happens: () => Promise<unknown>): World {
  const { table } = made.world;
  let isOver = false;
  const writeEach: typeof table.writeEach = async (writes, writer) => {
    const results = await table.writeEach(writes, writer);
    const isClaim = writes.some((one) => "put" in one && "token" in one.data);
    if (isClaim && !isOver) {
      isOver = true;
      await happens();
    }
    return results;
  };
  return { ...made.world, table: { ...readersOf(table), writeEach } };
}
const readersOf = ({ get, getMany, query, write, add }: World["table"]) => ({
  get,
  getMany,
  query,
  write,
  add,
});

test("of two workers with one mail in hand one calls", async () => {
  await Promise.all([go(), go(), go()]);
  expect(told.calls).toEqual([`${id} 1`]);
  expect(await state()).toBe("sent");
});

test("a suppression that is committed after the claim still stops the mail", async () => {
  const hash = await addressHash(made.world, TO);
  const at = made.clock.now();
  await go(meanwhile(() => suppress(made.world, hash, { reason: "complaint", at }, "provider")));
  expect(told.calls).toEqual([]);
  expect(await row()).toMatchObject({ status: "dropped", reason: "complaint" });
});

test("a person erased after the claim gets nothing and leaves nothing", async () => {
  const { id: contact } = await ensureContact(made.world, { email: TO });
  await go(meanwhile(() => deleteContact(made.world, contact)));
  expect(told.calls).toEqual([]);
  expect((await readContactSnapshot(made.world, contact, made.clock.now(), [id])).messages).toEqual(
    [],
  );
});

test("a claimant who slept gives its claim back instead of calling late", async () => {
  await go(meanwhile(async () => made.clock.advance(10 * MINUTE_MS)));
  expect(told.calls).toEqual([]);
  expect(await row()).toMatchObject({ status: "held", reason: "the claim grew old" });
});

test("a lost answer stays in doubt and is never sent again by itself", async () => {
  told.script.push({ kind: "unknown", reason: "timeout" });
  await go();
  expect(await state()).toBe("sending");
  made.clock.advance(15 * MINUTE_MS);
  await look();
  expect(await state()).toBe("unknown");
  made.clock.advance(60 * MINUTE_MS);
  await look();
  await go();
  expect(told.calls).toHaveLength(1);
});

test("a mailer that can be asked and never had it gets it once more", async () => {
  await setUp("query");
  told.script.push({ kind: "unknown", reason: "timeout" });
  await go();
  made.clock.advance(15 * MINUTE_MS);
  await look();
  expect(await row()).toMatchObject({ status: "held", reason: "the call never arrived" });
  await go();
  expect(told.calls).toEqual([`${id} 1`, `${id} 2`]);
  expect(await state()).toBe("sent");
});

test("with a feed the batch's outcome is found before the feed tells", async () => {
  await setUp("feed");
  await go();
  expect((await row()).status).toBe("sending");
  made.clock.advance(15 * MINUTE_MS);
  await look();
  expect(await state()).toBe("sent");
});

test("an outcome that is noted after the mail came into doubt is found by the next look", async () => {
  await setUp("feed");
  const { table } = made.world;
  const write: typeof table.write = async (...args) => {
    const [[first]] = args;
    if (!first || !("put" in first) || !("accepted" in first.data)) return table.write(...args);
    // The claimant sleeps past its lease before it notes what came of its call.
    made.clock.advance(15 * MINUTE_MS);
    await look();
    expect(await state()).toBe("unknown");
    return table.write(...args);
  };
  await go({ ...made.world, table: { ...readersOf(table), writeEach: table.writeEach, write } });
  made.clock.advance(60 * MINUTE_MS);
  await look();
  expect(await state()).toBe("sent");
});

test("a pause that comes while the claimant sleeps between its two reads still stops the call", async () => {
  const { table } = made.world;
  const get: typeof table.get = async (key, options) => {
    const found = await table.get(key, options);
    if (key.sk !== "switches" || told.calls.length > 0) return found as never;
    const isCheck = (await readMessage(made.world, id))?.data.status === "sending";
    if (isCheck && made.clock.now() < START + MINUTE_MS) {
      await setSending(made.world, false, made.clock.now());
      made.clock.advance(MINUTE_MS);
    }
    return found as never;
  };
  await go({ ...made.world, table: { ...readersOf(table), writeEach: table.writeEach, get } });
  expect(told.calls).toEqual([]);
  expect(await row()).toMatchObject({ status: "held", reason: "stopped" });
});

test("what was refused for now is held and tried again; what was refused for good is not", async () => {
  told.script.push({ kind: "refused", reason: "421 4.7.0 later", retryable: true });
  told.script.push({ kind: "refused", reason: "554 5.6.0 never", retryable: false });
  await go();
  expect(await state()).toBe("held");
  await go();
  expect(told.calls).toHaveLength(1);
  made.clock.advance(MINUTE_MS);
  await go();
  expect(await state()).toBe("refused");
  made.clock.advance(24 * 60 * MINUTE_MS);
  await go();
  expect(told.calls).toHaveLength(2);
});

test.each([
  ["550 5.1.1 no such user", "hard-bounce"],
  ["550 No Such User", "hard-bounce"],
  ["550 5.7.1 your domain is not welcome", undefined],
  ["550 rejected by 5.1.1.20", undefined],
])("the answer %j suppresses: %s", async (reason, expected) => {
  told.script.push({ kind: "refused", reason, retryable: false });
  await go();
  const { id: contact } = await ensureContact(made.world, { email: TO });
  const person = await readContactSnapshot(made.world, contact, made.clock.now());
  expect(person.profile?.data.suppression?.reason).toBe(expected);
});

test("connections are opened before a mail is claimed: how long that takes ages no check", async () => {
  const order: string[] = [];
  const mailer: Mailer = {
    ...told.mailer,
    connect: async (count) => {
      order.push(`connect ${count}, ${(await row()).status}`);
      made.clock.advance(MINUTE_MS);
    },
    send: async (mail) => {
      order.push(`send ${mail.beginBy >= made.clock.monotonicMs() ? "in time" : "late"}`);
      return { kind: "accepted", providerId: "p" };
    },
  };
  await go({ ...made.world, mailer });
  expect(order).toEqual(["connect 1, held", "send in time"]);
  expect((await row()).facts.claimedAt).toBe(made.clock.now());
});

test("a mail that was never decided is never sent", async () => {
  const invented = `${id.slice(0, -16)}AAAAAAAAAAAAAAAA`;
  await deliver(made.world, [invented], "deliver");
  expect(told.calls).toEqual([]);
});

test("a mail a week old is dropped as late", async () => {
  made.clock.advance(7 * 24 * 60 * MINUTE_MS + 1);
  await go();
  expect(await row()).toMatchObject({ status: "dropped", reason: "late" });
});

test("a mail left when its provider says that it took it, not when the answer was read", async () => {
  const at = made.clock.now();
  told.mailer.send = async () => {
    made.clock.advance(7);
    return { kind: "accepted", providerId: "p", at };
  };
  await go();
  expect((await row()).facts.sentAt).toBe(at);
});
