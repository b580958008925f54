import { expect, test, vi } from "vitest";
import { recordEvents } from "#shared/audience/intake/index.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "#shared/kernel/time.ts";
import { makeScene } from "./scene.ts";

const send = (next: string | null = null) => ({ kind: "send", template: "hello", next });
const opened = { event: "app_opened", where: { screen: { is: "pay" } } };
const rest = { kind: "wait", for: "P60D", next: "f" };
const listen = { kind: "waitFor", ...opened, timeout: "P60D", next: "m", otherwise: null };
const branch = { kind: "branch", cases: [{ when: opened, next: "m" }], otherwise: "m" };

/** A scene that counts what is read of what people did, by name. */
async function makePriced() {
  const scene = await makeScene();
  const query = scene.table.query.bind(scene.table);
  const read = { queries: 0, rows: 0 };
  vi.spyOn(scene.table, "query").mockImplementation(async (name, pk, range, options) => {
    const page = await query(name, pk, range, options);
    if (JSON.stringify(range).includes(`"d#app_opened#`)) {
      read.queries += 1;
      read.rows += page.items.length;
    }
    return page as never;
  });
  const ann = await scene.person();
  return {
    ...scene,
    ann,
    read,
    /** What is read at most of one that happens, each a minute after the one before. */
    open: async (count: number, data: Record<string, unknown> = { screen: "home" }) => {
      let most = 0;
      for (let i = 0; i < count; i++) {
        scene.clock.advance(MINUTE_MS);
        const before = read.rows;
        await scene.happen(ann, "app_opened", data);
        most = Math.max(most, read.rows - before);
      }
      return most;
    },
  };
}

const enter = { enter: [{ event: "signed_up" }], start: "w" };

test.each([
  ["waits for it", listen],
  ["asks for it", branch],
])("a run that stands before the step that %s reads nothing of that name", async (_, f) => {
  const scene = await makePriced();
  await scene.publish("s", { ...enter, steps: { w: rest, f, m: send() } });
  await scene.happen(scene.ann, "signed_up");
  await scene.open(60, { screen: "pay" });
  expect(scene.read).toEqual({ queries: 0, rows: 0 });
  expect(await scene.trail(scene.ann, "s")).toEqual(["w entered", "w wait"]);
});

test("what a run comes to in the same decision is read, from when it came there", async () => {
  const scene = await makePriced();
  await scene.publish("s", {
    ...enter,
    steps: { w: { kind: "wait", for: "PT1H", next: "f" }, f: listen, m: send() },
  });
  const { ann, clock } = scene;
  await scene.accept(ann, [{ name: "signed_up" }]);
  await scene.work();
  await scene.accept(ann, [
    { name: "app_opened", at: clock.now() + 59 * MINUTE_MS, data: { screen: "pay" } },
    { name: "app_opened", at: clock.now() + 61 * MINUTE_MS, data: { screen: "pay" } },
  ]);
  clock.advance(61 * MINUTE_MS);
  await scene.work();
  expect((await scene.trail(ann, "s"))?.slice(1)).toEqual([
    ...["w wait", "w waited", "f wait-for", "f happened", "m send", "completed"],
  ]);
});

test("a long wait for a frequent event reads a bounded number of rows at each decision", async () => {
  const scene = await makePriced();
  await scene.publish("s", { ...enter, start: "f", steps: { f: listen, m: send() } });
  await scene.happen(scene.ann, "signed_up");
  expect(await scene.open(320)).toBeLessThan(140);
  expect(scene.read.rows / 320).toBeLessThan(80);
  // Told of late: it counts by when it happened.
  scene.clock.advance(HOUR_MS);
  const at = scene.clock.now() - 5 * HOUR_MS;
  await scene.accept(scene.ann, [{ name: "app_opened", at, data: { screen: "pay" } }]);
  await scene.work();
  expect((await scene.trail(scene.ann, "s"))?.at(-1)).toBe("completed");
  expect(scene.mails()).toHaveLength(1);
});

test("before its time is over a long wait looks at everything once more", async () => {
  const scene = await makePriced();
  await scene.publish("s", {
    ...enter,
    start: "f",
    steps: { f: { ...listen, timeout: "P1D" }, m: send() },
  });
  await scene.happen(scene.ann, "signed_up");
  await scene.open(120);
  // Stored, but never worked on: its message was lost.
  const lost = { id: "lost", name: "app_opened", data: { screen: "pay" } };
  const at = scene.clock.now() - HOUR_MS;
  await recordEvents(scene.world, scene.ann, [{ ...lost, at }]);
  await scene.open(1);
  expect(scene.mails()).toHaveLength(0);
  await scene.pass(DAY_MS, HOUR_MS);
  expect(scene.mails()).toHaveLength(1);
});

test("a goal that is frequent is looked for in a bounded number of rows", async () => {
  const scene = await makePriced();
  await scene.publish("s", {
    ...enter,
    goal: { ...opened, within: "P90D", exit: true },
    steps: { w: rest, f: send() },
  });
  await scene.happen(scene.ann, "signed_up");
  expect(await scene.open(320)).toBeLessThan(140);
  await scene.open(1, { screen: "pay" });
  expect((await scene.trail(scene.ann, "s"))?.slice(-2)).toEqual(["w goal", "w exited"]);
});
