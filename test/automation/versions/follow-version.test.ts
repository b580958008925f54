import { expect, test } from "vitest";
import { readTrail } from "#shared/automation/enrollments/index.ts";
import { compileProgram, Definition } from "#shared/automation/language/index.ts";
import { applyMigration } from "#shared/automation/versions/index.ts";
import { HOUR_MS } from "#shared/kernel/time.ts";
import { NOON, Scene } from "../runs/run.ts";

const send = (template: string, next: string | null) => ({ kind: "send", template, next });
const definition = (steps: object) => ({
  name: "Test",
  enter: [{ event: "signed_up" }],
  start: Object.keys(steps)[0],
  steps,
});
const old = definition({
  hello: send("hello", "day"),
  day: { kind: "wait", for: "P1D", next: "tips" },
  tips: send("tips", null),
});
const next = compileProgram(
  "welcome",
  2,
  Definition.parse(
    definition({
      hello: send("hello", "day"),
      day: { kind: "wait", for: "P2D", next: "offer" },
      offer: send("offer", null),
    }),
  ),
);
const body = { definition: next.definition, publishedAt: NOON + HOUR_MS };
/** A run that has waited since noon, an hour later. */
const waiting = () => new Scene(old).after(0).mail({ status: "sent" }).after(HOUR_MS);
const choose = (scene: Scene, choice: object, at = scene.now, publishedAt = at) =>
  applyMigration(
    scene.run,
    {
      ...body,
      publishedAt,
      choices: [{ version: 1, step: "day", do: "move", ...choice } as never],
    },
    scene.program,
    next,
    at,
  );

test("a moved run follows the new version from its step, and is due at once", () => {
  const scene = waiting();
  const moved = choose(scene, { to: "offer" });
  expect(moved).toMatchObject({
    ...{ version: 2, step: "offer", arrivedAt: scene.now, status: "active", run: scene.run.run },
    visits: { hello: 1, day: 1, offer: 1 },
    ...{ sends: scene.run.sends, outbox: scene.run.outbox, after: scene.run.after },
  });
  expect(moved.dueAt).toBeUndefined();
  const trail = readTrail(moved.trail);
  expect(trail.map(({ decision, version }) => [decision, version])).toEqual([
    ["entered", 1],
    ["send", 1],
    ["wait", 1],
    ["moved", undefined],
  ]);
  expect(trail.at(-1)!.reason).toBe("from day of version 1");
});

test("a run that stays at its step keeps the time that it has waited", () => {
  const scene = waiting();
  const moved = choose(scene, {});
  expect(moved).toMatchObject({ version: 2, step: "day", arrivedAt: NOON, visits: { day: 1 } });
});

test("a run ended by a migration says so, and its mails must not leave", () => {
  const scene = waiting();
  const ended = choose(scene, { do: "exit" });
  expect(ended).toMatchObject({ status: "exited", version: 1, exitedRuns: [scene.run.run] });
  expect(readTrail(ended.trail).at(-1)).toMatchObject({ decision: "exited", reason: "edit" });
});

test.each<[string, object]>([
  ["for another version", { version: 2 }],
  ["for another step", { step: "tips" }],
  ["to finish", { do: "finish" }],
])("a choice %s changes nothing", (_, choice) => {
  const scene = waiting();
  expect(choose(scene, choice)).toBe(scene.run);
});

test("a choice is for those alone who stood there when it was made, and is made once", () => {
  const scene = waiting();
  expect(choose(scene, { to: "offer" }, scene.now, NOON - 1)).toBe(scene.run);
  scene.run = choose(scene, { to: "offer" });
  expect(choose(scene, { to: "offer" })).toBe(scene.run);
});
