import { describe, expect, test } from "vitest";
import { putContact } from "#shared/audience/contacts/index.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from "#shared/kernel/time.ts";
import { makeScene } from "./scene.ts";

const send = (next: string | null = null) => ({ kind: "send", template: "hello", next });
const welcome = {
  enter: [{ event: "signed_up" }],
  start: "f",
  steps: {
    f: {
      ...{ kind: "waitFor", event: "project_created", timeout: "P1D" },
      ...{ next: "praise", otherwise: "nudge" },
    },
    praise: send(),
    nudge: send(),
  },
};
const orders = { enter: [{ event: "ordered" }], reentry: "after-exit", start: "a" };
const thanks = { ...orders, steps: { a: send() } };
const thanksLater = {
  ...orders,
  steps: { w: { kind: "wait", for: "PT1H", next: "a" }, a: send() },
};

type Given = { definition: object; names: string[]; gapMs: number; lagMs: number; agoMs?: number };

/**
 * What was decided for a contact whose events were accepted as one batch and worked on so much
 * later.
 */
async function playBatch({ definition, names, gapMs, lagMs, agoMs = 0 }: Given) {
  const scene = await makeScene();
  await scene.publish("s", definition);
  const ann = await scene.person();
  const { clock } = scene;
  const from = clock.now() - agoMs;
  const batch = names.map((name, i) => ({ name, at: from + i * gapMs }));
  clock.advance(gapMs * names.length);
  await scene.accept(ann, batch);
  clock.advance(lagMs);
  await scene.work();
  await scene.pass(2 * DAY_MS, 6 * HOUR_MS);
  return { decisions: (await scene.trail(ann, "s"))!, mails: scene.mails().length };
}

const LAGS = [0, 3, 20 * SECOND_MS];
const GAPS = [0, 1, 900];
const each = LAGS.flatMap((lagMs) => GAPS.map((gapMs) => ({ lagMs, gapMs })));

describe.each(each)("worked on $lagMs ms late, $gapMs ms from each other", (when) => {
  test("what comes after the entering event in its batch counts for a wait", async () => {
    const names = ["signed_up", "project_created"];
    const { decisions } = await playBatch({ definition: welcome, names, ...when });
    expect(decisions).toContain("praise send");
  });

  test("what comes before it does not", async () => {
    const names = ["project_created", "signed_up"];
    const { decisions } = await playBatch({ definition: welcome, names, ...when });
    expect(decisions).toContain("nudge send");
  });

  test("the entering event is not the goal, the next one is", async () => {
    const definition = { ...thanksLater, goal: { event: "ordered", exit: true }, start: "w" };
    const one = await playBatch({ definition, names: ["ordered"], ...when });
    expect(one.decisions).toEqual(["w entered", "w wait", "w waited", "a send", "completed"]);
    const two = await playBatch({ definition, names: ["ordered", "ordered"], ...when });
    expect(two.decisions.slice(0, 3)).toEqual(["w entered", expect.anything(), expect.anything()]);
    expect([two.mails, two.decisions.includes("w goal")]).toEqual([0, true]);
  });

  test("the entering event ends no run by an exit condition", async () => {
    const definition = { ...thanks, exit: [{ event: "ordered" }] };
    const { mails } = await playBatch({ definition, names: ["ordered"], ...when });
    expect(mails).toBe(1);
  });

  test("three events let in three times where each run is over at once", async () => {
    const names = ["ordered", "ordered", "ordered"];
    expect((await playBatch({ definition: thanks, names, ...when })).mails).toBe(3);
  });

  test("and once where the first run goes on", async () => {
    const definition = { ...thanksLater, start: "w" };
    const names = ["ordered", "ordered", "ordered"];
    expect((await playBatch({ definition, names, ...when })).mails).toBe(1);
  });

  test("one event ends one wait, also of two in a row", async () => {
    const wait = welcome.steps.f;
    const steps = { ...welcome.steps, f: { ...wait, next: "g" }, g: wait };
    const definition = { ...welcome, steps };
    const one = await playBatch({ definition, names: ["signed_up", "project_created"], ...when });
    expect(one.decisions).toContain("nudge send");
    const names = ["signed_up", "project_created", "project_created"];
    expect((await playBatch({ definition, names, ...when })).decisions).toContain("praise send");
  });
});

test("a run that an event of some time ago lets in counts from that, and sends nothing in a burst", async () => {
  const scene = await makeScene();
  await scene.publish("s", {
    enter: [{ event: "signed_up" }],
    start: "day",
    steps: {
      day: { kind: "wait", for: "P1D", next: "a" },
      a: send("again"),
      again: { kind: "wait", for: "P1D", next: "b" },
      b: send(),
    },
  });
  const ann = await scene.person();
  await scene.accept(ann, [{ name: "signed_up", at: scene.clock.now() - 5 * DAY_MS }]);
  await scene.work();
  expect(scene.mails()).toHaveLength(1);
  await scene.pass(DAY_MS - HOUR_MS, HOUR_MS);
  expect(scene.mails()).toHaveLength(1);
  await scene.pass(2 * HOUR_MS, HOUR_MS);
  expect(scene.mails()).toHaveLength(2);
});

test("of events of some days ago those count that came within the wait", async () => {
  const names = ["signed_up", "project_created"];
  const late = { definition: welcome, names, lagMs: 0 };
  const within = await playBatch({ ...late, gapMs: 2 * HOUR_MS, agoMs: 3 * DAY_MS });
  expect(within.decisions).toContain("praise send");
  const after = await playBatch({ ...late, gapMs: 30 * HOUR_MS, agoMs: 3 * DAY_MS });
  expect(after.decisions).toContain("nudge send");
});

test("waits count from when the one before was over, however late that was noticed: nothing drifts", async () => {
  const scene = await makeScene();
  await scene.publish("s", {
    enter: [{ event: "signed_up" }],
    start: "w",
    steps: {
      w: { kind: "wait", for: "PT10M", next: "u" },
      u: { kind: "update", set: { seen: true }, next: "w" },
    },
  });
  const ann = await scene.person();
  await scene.happen(ann, "signed_up");
  const from = scene.clock.now();
  // Each wake comes seven seconds late.
  for (let round = 1; round <= 5; round++) {
    scene.clock.advance(from + round * 10 * MINUTE_MS + 7 * SECOND_MS - scene.clock.now());
    await scene.work();
    expect(await scene.dueAt(ann, "s")).toBe(from + (round + 1) * 10 * MINUTE_MS);
  }
});

test("an event that came more than a minute after its wait was over counts where the run was not looked at meanwhile", async () => {
  const scene = await makeScene();
  await scene.publish("s", welcome);
  const ann = await scene.person();
  await scene.happen(ann, "signed_up");
  scene.clock.advance(2 * DAY_MS);
  await scene.accept(ann, [{ name: "project_created" }]);
  await scene.work();
  expect(await scene.trail(ann, "s")).toContain("praise send");
});

/** A round for each thing that is bought, until nothing is for an hour. */
const rounds = {
  enter: [{ event: "signed_up" }],
  start: "fork",
  steps: {
    fork: {
      kind: "experiment",
      variants: [
        { name: "one", next: "wait" },
        { name: "two", next: "wait" },
      ],
      metric: { event: "bought", within: "PT1H" },
    },
    wait: {
      ...{ kind: "waitFor", event: "bought", timeout: "PT1H" },
      ...{ next: "fork", otherwise: "day" },
    },
    day: { kind: "wait", until: { attribute: "due" }, next: null },
  },
};

describe.each([0, 3, 20 * SECOND_MS])("in a loop, worked on %d ms late", (lagMs) => {
  async function enter() {
    const scene = await makeScene();
    await scene.publish("s", rounds);
    const ann = await scene.person();
    await scene.happen(ann, "signed_up");
    scene.clock.advance(MINUTE_MS);
    const turns = async () => {
      scene.clock.advance(lagMs);
      await scene.work();
      await scene.pass(HOUR_MS / 2);
      const trail = (await scene.trail(ann, "s"))!;
      return trail.filter((line) => line === "wait happened").length;
    };
    return { scene, ann, turns };
  }

  // Of one millisecond and one ordinal, ids decide the order: before the change's own, and after.
  test.each(["a", "z"])("an event %s ends one wait beside a change of that instant", async (id) => {
    const { scene, ann, turns } = await enter();
    await scene.accept(ann, [{ name: "bought", id }]);
    await putContact(scene.world, ann, { subscribed: false });
    expect(await turns()).toBe(1);
  });

  test("events of one millisecond that were accepted apart end one wait each", async () => {
    const { scene, ann, turns } = await enter();
    for (let i = 0; i < 3; i++) await scene.accept(ann, [{ name: "bought" }]);
    expect(await turns()).toBe(3);
  });
});

test("a window reaches back from when a step was due, however late it is worked on", async () => {
  const scene = await makeScene();
  await scene.publish("s", {
    enter: [{ event: "signed_up" }],
    start: "w",
    steps: {
      w: { kind: "wait", for: "PT20M", next: "which" },
      which: {
        kind: "branch",
        cases: [{ when: { event: "signed_up", within: "PT20M" }, next: "praise" }],
        otherwise: null,
      },
      praise: send(),
    },
  });
  const ann = await scene.person();
  await scene.happen(ann, "signed_up");
  scene.clock.advance(20 * MINUTE_MS + 900);
  await scene.work();
  expect(await scene.trail(ann, "s")).toContain("praise send");
});
