import { expect, test } from "vitest";
import { saveSegment } from "#shared/audience/segments/index.ts";
import { readContactSnapshot } from "#shared/automation/enrollments/index.ts";
import { makeScene } from "./scene.ts";

test("a contact has at most a hundred active runs", async () => {
  const scene = await makeScene();
  await scene.publish("carts", {
    enter: [{ event: "cart" }],
    reentry: { perKey: "cart" },
    start: "day",
    steps: { day: { kind: "wait", for: "P1D", next: null } },
  });
  const ann = await scene.person();
  for (let i = 0; i < 110; i++) await scene.happen(ann, "cart", { cart: `c${i}` }, `e${i}`);
  const { enrollments } = await readContactSnapshot(scene.world, ann, scene.clock.now());
  expect(enrollments).toHaveLength(100);
});

test("a sequence whose own change lets people in again ends after ten times in a row", async () => {
  const scene = await makeScene();
  await scene.publish("flip", {
    enter: [{ attribute: "flag" }],
    reentry: "after-exit",
    start: "look",
    steps: {
      look: {
        kind: "branch",
        cases: [{ when: { attribute: "flag", is: 1 }, next: "off" }],
        otherwise: "on",
      },
      off: { kind: "update", set: { flag: 0 }, next: null },
      on: { kind: "update", set: { flag: 1 }, next: null },
    },
  });
  await scene.publish("begin", {
    enter: [{ event: "go" }],
    start: "set",
    steps: { set: { kind: "update", set: { flag: 1 }, next: null } },
  });
  const ann = await scene.person();
  await scene.happen(ann, "go");
  const events = await scene.table.query("people", `main#${ann}`, { prefix: "d#" });
  expect(events.items.length).toBeGreaterThan(5);
  expect(events.items.length).toBeLessThan(15);
});

test("a chain that goes on through a segment ends as well", async () => {
  const scene = await makeScene();
  const condition = { attribute: "flag", is: 1 };
  await saveSegment(scene.world, "flagged", { name: "Flagged", condition }, scene.clock.now());
  const change = (when: string, flag: number) => ({
    enter: [{ segment: "flagged", when }],
    reentry: "after-exit",
    start: "set",
    steps: { set: { kind: "update", set: { flag }, next: null } },
  });
  await scene.publish("off", change("entered", 0));
  await scene.publish("on", change("left", 1));
  await scene.publish("begin", {
    enter: [{ event: "go" }],
    start: "set",
    steps: { set: { kind: "update", set: { flag: 1 }, next: null } },
  });
  const ann = await scene.person();
  await scene.happen(ann, "go");
  const events = await scene.table.query("people", `main#${ann}`, { prefix: "d#" });
  expect(events.items.length).toBeGreaterThan(8);
  expect(events.items.length).toBeLessThan(40);
});
