import { beforeEach, expect, test } from "vitest";
import { first, makeCourse, second, wait } from "./course.ts";

let course: Awaited<ReturnType<typeof makeCourse>>;
beforeEach(async () => {
  course = await makeCourse();
});

test("without migrations every run finishes on its own version", async () => {
  await course.signUp("ann");
  await course.workOff();
  await course.put(second);
  expect((await course.post("publish", {})).body.job).toBeUndefined();
  await course.workOff();
  expect(await course.runs()).toEqual(["1 day active"]);
});

test("a choice moves those who stood there, once, and the timeline tells which version decided what", async () => {
  await course.signUp("ann");
  await course.workOff();
  await course.put(second);
  const choices = [{ version: 1, step: "day", do: "move", to: "pause" }];
  const { body } = await course.post("publish", { choices });
  expect(body).toMatchObject({ version: 2, job: expect.stringMatching(/^j_/) });
  await course.signUp("bob");
  await course.workOff();
  expect(await course.runs()).toEqual(["2 pause active", "2 pause active"]);
  const decisions = (await course.timelineOf("ann")).filter(({ kind }) => kind === "decision");
  expect(decisions.map(({ decision, version }) => `${decision} ${version}`)).toEqual([
    "wait 2",
    "moved 2",
    "wait 1",
    "send 1",
    "entered 1",
  ]);
  const job = await course.call("GET", `/v1/jobs/${body.job}`);
  expect(job.body).toMatchObject({
    ...{ kind: "migration", subject: "course", state: "done" },
    progress: { seen: expect.any(Number) },
    result: { concerned: 1 },
  });
  expect(course.sentSoFar()).toBe(2);
});

test("explain tells the version and the rule of each decision, through moves and later runs", async () => {
  const often = (version: object) => ({ ...version, reentry: "after-exit" });
  const third = { ...second, enter: [{ event: "joined" }], steps: { day: wait("P3D", null) } };
  await course.put(often(first));
  await course.post("publish");
  await course.signUp("ann");
  await course.workOff();
  await course.put(often(second));
  await course.post("publish", { choices: [{ version: 2, step: "day", do: "move", to: "pause" }] });
  await course.workOff();
  await course.put(often({ ...third, start: "day" }));
  await course.post("publish", { choices: [{ version: 3, step: "pause", do: "exit" }] });
  await course.workOff();
  course.clock.advance(60_000);
  const events = [{ contactId: "ann", name: "joined" }];
  await course.call("POST", "/v1/events", { events });
  await course.workOff();
  const { body } = await course.call("GET", "/v1/contacts/ann/explain?sequence=course");
  const enter = (event: string) => ({ enter: [{ event }], reentry: "after-exit" });
  type Told = { decision: string; version: number | null; rule: unknown };
  const told: Told[] = body.past[0].decisions;
  expect(told.map(({ decision, version, rule }) => [decision, version, rule])).toEqual([
    ["entered", 2, enter("signed_up")],
    ["send", 2, first.steps.hello],
    ["wait", 2, first.steps.day],
    ["moved", 3, second.steps.pause],
    ["wait", 3, second.steps.pause],
    ["exited", 3, second.steps.pause],
    ["entered", 4, enter("joined")],
    ["wait", 4, third.steps.day],
  ]);
  const decisions = (await course.timelineOf("ann")).filter(({ kind }) => kind === "decision");
  expect(told.map(({ version }) => version)).toEqual(
    decisions.map(({ version }) => version).toReversed(),
  );
});

test("a mail that was decided before its run is moved still goes, once", async () => {
  await course.signUp("ann");
  await course.workOff({ mails: false });
  expect(course.sentSoFar()).toBe(0);
  await course.put(second);
  await course.post("publish", { choices: [{ version: 1, step: "day", do: "move", to: "pause" }] });
  await course.workOff({ mails: false });
  expect(await course.runs()).toEqual(["2 pause active"]);
  await course.workOff();
  expect(course.sentSoFar()).toBe(1);
});

test("a choice to exit ends the run, and a mail of it that has not begun is dropped", async () => {
  await course.signUp("ann");
  await course.workOff({ mails: false });
  await course.put(second);
  await course.post("publish", { choices: [{ version: 1, step: "day", do: "exit" }] });
  await course.workOff({ mails: false });
  await course.workOff();
  expect(await course.runs()).toEqual(["1 null exited"]);
  expect(course.sentSoFar()).toBe(0);
  const items = await course.timelineOf("ann");
  expect(items.find(({ decision }) => decision === "exited")).toMatchObject({ reason: "edit" });
  expect(items.find(({ kind }) => kind === "message")).toMatchObject({ state: "dropped" });
});

test("a run that is moved while the sequence is paused stays there until it resumes", async () => {
  await course.signUp("ann");
  await course.workOff();
  await course.put(second);
  await course.post("publish", { choices: [{ version: 1, step: "day", do: "move", to: "offer" }] });
  await course.post("pause");
  await course.workOff();
  expect([await course.runs(), course.sentSoFar()]).toEqual([["2 offer active"], 1]);
  await course.post("resume");
  await course.workOff();
  expect([await course.runs(), course.sentSoFar()]).toEqual([["2 null completed"], 2]);
});

test.each([
  [
    "a step that is not there",
    { version: 1, step: "day", do: "move", to: "gone" },
    "/choices/0/to",
  ],
  [
    "a step that its version never had",
    { version: 1, step: "gone", do: "exit" },
    "/choices/0/step",
  ],
  [
    "a step that the new version alone has",
    { version: 1, step: "pause", do: "move" },
    "/choices/0/step",
  ],
  ["the same step where it is gone", { version: 1, step: "day", do: "move" }, "/choices/0/step"],
  ["a version without runs", { version: 2, step: "day", do: "exit" }, "/choices/0/version"],
  [
    "a step without moved runs",
    { version: 1, step: "day", do: "exit", to: "offer" },
    "/choices/0/to",
  ],
])("a choice for %s is refused, and nothing is published", async (_, choice, path) => {
  await course.put(second);
  const before = course.snapshot();
  const refused = await course.post("publish", { choices: [choice] });
  expect([refused.status, refused.body.errors.map((one: { path: string }) => one.path)]).toEqual([
    422,
    [path],
  ]);
  expect(course.snapshot()).toBe(before);
});
