import { expect, test } from "vitest";
import { Condition } from "#shared/audience/conditions/index.ts";
import { saveSegment } from "#shared/audience/segments/index.ts";
import { makeScene } from "./scene.ts";

/**
 * A scene whose reads of what was published last are a moment old, but for those that ask for the
 * newest.
 */
async function makeLaggingScene() {
  const scene = await makeScene();
  const { table } = scene.world;
  const get = table.get.bind(table);
  table.get = (key, options) => {
    const isBody = key.table === "library" && /^(version|condition)#/.test(key.sk);
    return isBody && !options?.consistent ? Promise.resolve(undefined) : get(key, options);
  };
  return scene;
}

test("an event starts a run of a version published a moment ago", async () => {
  const scene = await makeLaggingScene();
  const steps = { hello: { kind: "send", template: "hello", next: null } };
  await scene.publish("welcome", { enter: [{ event: "signed_up" }], start: "hello", steps });
  const ann = await scene.person();
  await scene.happen(ann, "signed_up");
  expect(scene.mails()).toEqual(["ann@example.com"]);
});

test("a person is judged by the segment that was saved a moment ago", async () => {
  const scene = await makeLaggingScene();
  const condition = Condition.parse({ event: "tapped" });
  await saveSegment(scene.world, "fans", { name: "Fans", condition }, scene.clock.now());
  const ann = await scene.person();
  await scene.happen(ann, "tapped");
  expect((await scene.profile(ann)).segments).toMatchObject({ fans: { in: true } });
});
