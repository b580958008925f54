import { expect, test } from "vitest";
import { deleteContact } from "#shared/automation/erasure/index.ts";
import { explain } from "#shared/insight/explanation/index.ts";
import { readTimeline } from "#shared/insight/timeline/index.ts";
import { DAY_MS, HOUR_MS } from "#shared/kernel/time.ts";
import { countedTable } from "#test/meter/counted-table.ts";
import { makeScene } from "./scene.ts";

const CARTS = {
  enter: [{ event: "cart" }],
  reentry: { perKey: "cart" },
  start: "hour",
  steps: {
    hour: { kind: "wait", for: "PT1H", next: "mail" },
    mail: { kind: "send", template: "hello", next: null },
  },
};

/** A shop in which Ann leaves one cart after another, each of which gets its mail. */
async function makeShop(counted?: ReturnType<typeof countedTable>) {
  const scene = await makeScene(counted?.tableOf);
  await scene.publish("carts", CARTS);
  const ann = await scene.person();
  let carts = 0;
  return {
    ...scene,
    ann,
    /** Returns the read units of the decision that lets the cart in. */
    leave: async (cart = `cart-${++carts}`) => {
      counted?.reset();
      await scene.happen(ann, "cart", { cart });
      const units = counted?.read("people") ?? 0;
      scene.clock.advance(2 * HOUR_MS);
      await scene.work();
      await scene.skip(DAY_MS);
      return units;
    },
  };
}

test("what a decision reads does not grow with the runs that are over", async () => {
  const shop = await makeShop(countedTable());
  const units: number[] = [];
  for (let i = 0; i < 60; i++) units.push(await shop.leave());
  expect(shop.mails()).toHaveLength(60);
  expect(Math.max(...units.slice(30))).toBeLessThanOrEqual(Math.max(...units.slice(8, 16)));
  const { enrollments } = await shop.read(shop.ann);
  expect(enrollments.length).toBeLessThanOrEqual(6);
});

test("an event without listeners is one write of one unit", async () => {
  const counted = countedTable();
  const shop = await makeShop(counted);
  await shop.leave();
  counted.reset();
  await shop.happen(shop.ann, "page_viewed", { path: "/pricing", seconds: 12 });
  expect(counted.writtenByTable()).toEqual({ people: 1 });
});

test("a run that was moved out of the way still keeps its key from starting another, for ever", async () => {
  const shop = await makeShop();
  for (let i = 0; i < 20; i++) await shop.leave();
  const before = shop.mails().length;
  await shop.leave("cart-1");
  await shop.skip(500 * DAY_MS);
  await shop.leave("cart-2");
  expect(shop.mails()).toHaveLength(before);
});

test("a cool-down counts from the end of a run that was moved out of the way", async () => {
  const shop = await makeShop();
  await shop.publish("again", {
    ...CARTS,
    enter: [{ event: "visit" }],
    reentry: { afterExit: "P90D" },
  });
  await shop.happen(shop.ann, "visit");
  for (let i = 0; i < 20; i++) await shop.leave();
  const before = shop.mails().length;
  const visit = async () => {
    await shop.happen(shop.ann, "visit");
    shop.clock.advance(2 * HOUR_MS);
    await shop.work();
  };
  await visit();
  expect(shop.mails()).toHaveLength(before);
  await shop.skip(80 * DAY_MS);
  await visit();
  expect(shop.mails()).toHaveLength(before + 1);
});

test("the timeline and explain tell of every run, moved or not, and of what was decided in it", async () => {
  const shop = await makeShop();
  for (let i = 0; i < 20; i++) await shop.leave();
  const { world, ann, clock } = shop;
  const { items } = await readTimeline(world, ann, { limit: 1_000 }, async (one) => one);
  const entered = items.filter(({ decision }) => decision === "entered");
  expect(new Set(entered.map(({ key }) => key)).size).toBe(20);
  const told = await explain(world, ann, "carts", clock.now());
  const { past } = told;
  expect(past).toHaveLength(20);
  expect(past.every(({ decisions }) => decisions.length >= 3)).toBe(true);
  const { runs } = (told as { again: { runs: { refusal: string | null }[] } }).again;
  expect(runs.filter(({ refusal }) => refusal === "only once")).toHaveLength(20);
});

test("a run whose goal could still come stays where decisions look", async () => {
  const shop = await makeShop();
  await shop.publish("goal", {
    ...CARTS,
    enter: [{ event: "trial" }],
    reentry: "never",
    goal: { event: "paid", within: "P60D" },
  });
  await shop.happen(shop.ann, "trial");
  for (let i = 0; i < 20; i++) await shop.leave();
  await shop.happen(shop.ann, "paid");
  expect((await shop.trail(shop.ann, "goal"))?.at(-1)).toMatch(/goal$/);
});

test("erasing a contact leaves no row of a run that was moved", async () => {
  const shop = await makeShop();
  for (let i = 0; i < 10; i++) await shop.leave();
  const { world, ann } = shop;
  await deleteContact(world, ann);
  const { items } = await world.table.query("people", `main#${ann}`, {}, {});
  expect(items).toEqual([]);
});
