import { expect, test } from "vitest";
import { readTally } from "#shared/automation/results/index.ts";
import { DAY_MS } from "#shared/kernel/time.ts";
import { makeScene } from "./scene.ts";

test("who is held out gets nothing, and is counted beside the others when the goal is reached", async () => {
  const scene = await makeScene();
  await scene.publish("trial", {
    enter: [{ event: "signed_up" }],
    goal: { event: "bought", within: "P7D", value: "amount" },
    holdout: 50,
    start: "hello",
    steps: { hello: { kind: "send", template: "hello", next: null } },
  });
  const people = await Promise.all(
    Array.from({ length: 20 }, (_, i) => scene.person(`p${i}@example.com`)),
  );
  for (const one of people) await scene.happen(one, "signed_up");
  const held = [];
  for (const one of people) {
    const trail = await scene.trail(one, "trial");
    if (trail?.includes("hello held-out")) held.push(one);
  }
  expect(scene.mails()).toHaveLength(people.length - held.length);
  expect(held.length).toBeGreaterThan(3);
  expect(held.length).toBeLessThan(17);
  scene.clock.advance(DAY_MS);
  for (const one of people) await scene.happen(one, "bought", { amount: 9.5 });
  const [{ counts } = { counts: {} }] = await readTally(scene.world, "goal#trial");
  expect(counts).toEqual({
    "through.runs": people.length - held.length,
    "holdout.runs": held.length,
    "through.reached": people.length - held.length,
    "through.value": (people.length - held.length) * 950,
    "holdout.reached": held.length,
    "holdout.value": held.length * 950,
  });
});

test("an experiment counts contacts and conversions, then sends all contacts to the winner", async () => {
  const scene = await makeScene();
  await scene.publish("test", {
    enter: [{ event: "signed_up" }],
    start: "try",
    steps: {
      try: {
        kind: "experiment",
        variants: [
          { name: "a", next: "one" },
          { name: "b", next: "two" },
        ],
        metric: { event: "bought", within: "P1D" },
        sample: 100,
      },
      one: { kind: "exit", reason: "one" },
      two: { kind: "exit", reason: "two" },
    },
  });
  for (let i = 0; i < 240; i++) {
    const one = await scene.person(`p${i}@example.com`);
    await scene.happen(one, "signed_up");
    const trail = await scene.trail(one, "test");
    if (trail?.includes("two exited")) await scene.happen(one, "bought");
  }
  const days = await readTally(scene.world, "experiment#test#try");
  const { counts } = days[0]!;
  expect(counts["a.people"]! + counts["b.people"]!).toBe(240);
  expect(counts["b.hits"]).toBe(counts["b.people"]);
  scene.clock.advance(3 * DAY_MS);
  for (let i = 0; i < 10; i++) {
    const one = await scene.person(`late${i}@example.com`);
    await scene.happen(one, "signed_up");
    expect(await scene.trail(one, "test")).toContain("two exited");
  }
});
