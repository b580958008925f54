import { expect, test } from "vitest";
import { ensureContact } from "#shared/audience/contacts/index.ts";
import { putProfile } from "#shared/audience/profiles/index.ts";
import { saveSegment } from "#shared/audience/segments/index.ts";
import { readContactSnapshot, readTrail } from "#shared/automation/enrollments/index.ts";
import { compileProgram, Definition } from "#shared/automation/language/index.ts";
import { getSequence, pauseSequence, resumeSequence } from "#shared/automation/versions/index.ts";
import { inventContact, simulate } from "#shared/insight/simulation/index.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "#shared/kernel/time.ts";
import { makeScene } from "#test/automation/engine/scene.ts";
import { START } from "#test/support/world.ts";
import { send, wait } from "./scenario.ts";

const go = { enter: [{ event: "go" }], reentry: "after-exit" };
const two = {
  ...go,
  start: "a",
  steps: { a: send("hello", "w"), w: wait("PT1H", "b"), b: send("hello") },
};

test("pause and resume: no run is lost, nothing is repeated", async () => {
  const { world, clock, publish, person, happen, pass, work, mails, trail } = await makeScene();
  await publish("s", two);
  const ann = await person();
  await happen(ann, "go");
  expect(mails()).toHaveLength(1);
  await pauseSequence(world, "s", clock.now());
  await pass(3 * HOUR_MS, 10 * MINUTE_MS);
  expect(mails()).toHaveLength(1);
  await resumeSequence(world, "s", clock.now());
  await work();
  expect(mails()).toHaveLength(2);
  await pass(3 * HOUR_MS, 10 * MINUTE_MS);
  expect(mails()).toHaveLength(2);
  expect((await trail(ann, "s"))!.at(-1)).toBe("completed");
});

test("publishing again repeats no first mail, and active runs finish on their version", async () => {
  const { world, publish, person, happen, pass, mails, clock } = await makeScene();
  await publish("s", two);
  const ann = await person();
  await happen(ann, "go");
  await publish("s", { ...two, steps: { ...two.steps, w: wait("P9D", "b") } });
  await publish("s", { ...go, start: "b", steps: { b: send("hello") } });
  await pass(2 * HOUR_MS, 10 * MINUTE_MS);
  expect(mails()).toHaveLength(2);
  const [run] = (await readContactSnapshot(world, ann, clock.now())).enrollments;
  expect([run!.data.version, run!.data.status]).toEqual([1, "completed"]);
  expect((await getSequence(world, "s")).data.version).toBe(3);
});

test.each([
  ["two mails and a wait", two, []],
  [
    "an event that is waited for",
    {
      ...go,
      start: "f",
      steps: {
        f: {
          ...{ kind: "waitFor", event: "paid", timeout: "PT2H" },
          ...{ next: "a", otherwise: null },
        },
        a: send("hello"),
      },
    },
    [{ minute: 30, name: "paid" }],
  ],
  [
    "an event that a step emits and that starts another run",
    {
      ...go,
      start: "w",
      steps: {
        w: wait("PT50M", "u"),
        u: { kind: "emit", event: "go", next: "a" },
        a: send("hello"),
      },
    },
    [],
  ],
  [
    "quiet hours that begin before the second mail",
    { ...two, settings: { quietHours: { from: "12:30", to: "14:00" } } },
    [],
  ],
  [
    "a change that ends the run",
    {
      ...two,
      exit: [{ attribute: "vip", is: true }],
      steps: {
        a: send("hello", "w"),
        w: wait("PT1H", "u"),
        u: { kind: "update", set: { vip: true }, next: "b" },
        b: send("hello"),
      },
    },
    [],
  ],
])("a simulation decides what the pipeline decides: %s", async (_, definition, events) => {
  const { publish, person, happen, pass, world, clock, sent } = await makeScene();
  await publish("s", definition);
  const ann = await person();
  await happen(ann, "go");
  for (const { minute, name } of events) {
    await pass(START + minute * MINUTE_MS - clock.now(), 10 * MINUTE_MS);
    await happen(ann, name);
  }
  const until = START + 3 * HOUR_MS;
  await pass(until - clock.now(), 10 * MINUTE_MS);
  const { enrollments } = await readContactSnapshot(world, ann, clock.now());
  const really = readTrail(enrollments[0]!.data.trail).filter(
    ({ decision }) => decision !== "send",
  );
  const { timeline } = simulate({
    program: compileProgram("s", 1, Definition.parse({ name: "s", ...definition })),
    contact: inventContact({ id: ann }, START - DAY_MS),
    start: START,
    until,
    events: [
      { at: START, event: "go" },
      ...events.map(({ minute, name }) => ({ at: START + minute * MINUTE_MS, event: name })),
    ],
  });
  const simulated = timeline.filter(
    ({ kind, sequence }) => sequence && !["mail", "hold", "refused"].includes(kind),
  );
  const line = ({
    at,
    step,
    decision,
    until: to,
  }: (typeof really)[number] | (typeof timeline)[number]) =>
    [at - START, step || undefined, decision, to && to - START].join(" ");
  const lines = really.filter(({ decision }) => decision !== "hold").map(line);
  expect(simulated.map(line)).toEqual(lines);
  expect(timeline.filter(({ kind }) => kind === "mail")).toHaveLength(sent.length);
});

test("a segment that is evaluated anew leaves what is scheduled as it is", async () => {
  const { world, publish, person, happen, pass, mails, clock, work } = await makeScene();
  const condition = { event: "go" };
  await saveSegment(world, "s", { name: "S", condition }, clock.now());
  await publish("s", { ...two, enter: [{ segment: "s" }] });
  const ann = await person();
  await happen(ann, "go");
  expect(mails()).toHaveLength(1);
  await saveSegment(
    world,
    "s",
    { name: "S", condition: { event: "go", count: { gte: 1 } } },
    clock.now(),
  );
  await work();
  await pass(2 * HOUR_MS, 10 * MINUTE_MS);
  expect(mails()).toHaveLength(2);
});

test("importing an old list as known before does not fire the welcome series", async () => {
  const { world, publish, happen, pass, mails, clock, work } = await makeScene();
  await saveSegment(world, "all", { name: "All", condition: { subscribed: true } }, clock.now());
  await publish("s", { ...two, enter: [{ segment: "all" }] });
  const old = (await ensureContact(world, { email: "old@example.com" })).id;
  const profile = (await readContactSnapshot(world, old, clock.now())).profile!;
  await world.table.write([
    putProfile({ ...profile.data, existing: clock.now() }, profile.version),
  ]);
  await happen(old, "contact.updated");
  await work();
  await pass(2 * HOUR_MS, 10 * MINUTE_MS);
  expect(mails()).toEqual([]);
  const fresh = (await ensureContact(world, { email: "new@example.com" })).id;
  await happen(fresh, "contact.updated");
  expect(mails()).toEqual(["new@example.com"]);
});
