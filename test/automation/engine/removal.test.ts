import { expect, test } from "vitest";
import { pauseSequence } from "#shared/automation/versions/index.ts";
import { DAY_MS } from "#shared/kernel/time.ts";
import { runRemoval } from "#shared/queue/index.ts";
import { makeScene } from "./scene.ts";

const SERIES = {
  enter: [{ event: "ordered" }],
  start: "wait",
  steps: {
    wait: { kind: "waitFor", event: "paid", timeout: "P30D", next: "thanks", otherwise: null },
    thanks: { kind: "send", template: "hello", next: null },
  },
};

async function inside() {
  const scene = await makeScene();
  await scene.publish("s", SERIES);
  const ann = await scene.person();
  await scene.happen(ann, "ordered");
  await scene.work();
  scene.clock.advance(DAY_MS);
  const status = async () => (await scene.read(ann)).enrollments[0]!.data.status;
  return {
    scene,
    ann,
    status,
    remove: () => ({ body: runRemoval({ contact: ann, sequence: "s" }) }),
  };
}

test("a removal is processed before the events of its batch", async () => {
  const { scene, ann, status, remove } = await inside();
  await scene.accept(ann, [{ name: "paid" }]);
  await scene.queue.send("work", [remove()]);
  await scene.work();
  expect(await status()).toBe("exited");
  expect(scene.mails()).toEqual([]);
});

test("a removal ends the run of a paused sequence at once", async () => {
  const { scene, ann, status, remove } = await inside();
  await pauseSequence(scene.world, "s", scene.clock.now());
  await scene.queue.send("work", [remove()]);
  await scene.work();
  expect(await status()).toBe("exited");
  expect(await scene.trail(ann, "s")).toContain("wait exited");
});

test("as many runs as a contact may have end together with a change of the contact", async () => {
  const scene = await makeScene();
  await scene.publish("s", { ...SERIES, reentry: { perKey: "order" } });
  await scene.publish("u", {
    enter: [{ event: "renamed" }],
    start: "set",
    steps: { set: { kind: "update", set: { plan: "pro" }, next: null } },
  });
  const ann = await scene.person();
  for (const tens of Array(10).keys()) {
    const orders = Array.from({ length: 10 }, (_, at) => ({
      name: "ordered",
      data: { order: 10 * tens + at },
    }));
    await scene.accept(ann, orders);
    await scene.work();
  }
  await scene.accept(ann, [{ name: "renamed" }]);
  await scene.queue.send("work", [{ body: runRemoval({ contact: ann, sequence: "s" }) }]);
  await scene.work();
  const { enrollments, profile } = await scene.read(ann);
  expect(enrollments.filter(({ data }) => data.status === "active")).toEqual([]);
  expect(profile?.data.attributes.plan).toBe("pro");
});
