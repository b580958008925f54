import { beforeEach, expect, test } from "vitest";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "#shared/kernel/time.ts";
import { reconcile } from "#shared/messaging/delivery/index.ts";
import { firstReconcile } from "#shared/messaging/handover/index.ts";
import type { Mailer } from "#shared/ports/mailer.ts";
import { makeScene } from "./scene.ts";

const hello = { kind: "send", template: "hello", next: "day" };
const day = { kind: "wait", for: "P1D", next: null };
const more = { kind: "send", template: "hello", next: null };
const mark = { kind: "update", set: { greeted: true }, next: null };

let scene: Awaited<ReturnType<typeof makeScene>>;
let ann: string;
beforeEach(async () => {
  scene = await makeScene();
  ann = await scene.person();
});

const first = async () => {
  const { messages } = await scene.read(ann);
  return messages.map(({ data }) => data).toSorted((a, b) => a.bornAt - b.bornAt)[0]!;
};
const look = async () =>
  reconcile(scene.world, firstReconcile((await first()).id, scene.clock.now()));

/** The first mail comes into doubt, and its run goes on without it. */
async function goOnInDoubt() {
  await scene.pass(15 * MINUTE_MS);
  await look();
  expect((await first()).status).toBe("unknown");
  await scene.pass(DAY_MS + HOUR_MS, 10 * MINUTE_MS);
}

/** Two ways in which a mail in doubt turns out never to have been called. */
const WAYS = {
  /** Its claimant sleeps after the claim, and gives it back. */
  "its claimant gives it back": async () => {
    const { table } = scene.world;
    let isOver = false;
    const writeEach: typeof table.writeEach = async (writes, writer) => {
      const results = await table.writeEach(writes, writer);
      const isClaim = writes.some((one) => "put" in one && "token" in one.data);
      if (isClaim && !isOver) {
        isOver = true;
        await goOnInDoubt();
      }
      return results;
    };
    const { get, getMany, query, write, add } = table;
    scene.world.table = { get, getMany, query, write, add, writeEach };
    await scene.happen(ann, "joined");
  },
  /** Its answer was lost, and the provider is one that can be asked by now. */
  "its provider never had it": async () => {
    const { mailer } = scene.world;
    const lost: Mailer = { ...mailer, evidence: "none" };
    lost.send = async () => ({ kind: "unknown", reason: "timeout" });
    scene.world.mailer = lost;
    await scene.happen(ann, "joined");
    scene.world.mailer = { ...mailer, evidence: "none" };
    await goOnInDoubt();
    scene.world.mailer = { ...mailer, evidence: "query", find: async () => undefined };
    await look();
  },
};

/** What the run meets after the mail: then it is sent, late, or dropped for that reason. */
const AFTER: [what: string, definition: object, reason: string | undefined, mails: number][] = [
  ["its end", { steps: { hello, day } }, undefined, 1],
  ["no mail", { steps: { hello, day: { ...day, next: "mark" }, mark } }, undefined, 1],
  ["a later mail", { steps: { hello, day: { ...day, next: "more" }, more } }, "overtaken", 1],
  [
    "its exit",
    { steps: { hello, day: { ...day, next: "out" }, out: { kind: "exit", reason: "over" } } },
    "exited",
    0,
  ],
];
const CASES = Object.keys(WAYS).flatMap((way) => AFTER.map((after) => [way, ...after] as const));

test.each(CASES)(
  "a mail in doubt, when %s after its run met %s, is lost to nothing but what left",
  async (way, _, definition, reason, mails) => {
    await scene.publish("s", { enter: [{ event: "joined" }], start: "hello", ...definition });
    await WAYS[way as keyof typeof WAYS]();
    await scene.pass(10 * MINUTE_MS);
    const { status, reason: why } = await first();
    expect([status, why]).toEqual(reason ? ["dropped", reason] : ["sent", undefined]);
    expect(scene.mails()).toHaveLength(mails);
  },
);
