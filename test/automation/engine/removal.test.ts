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
