import PostalMime from "postal-mime";
import { expect, test } from "vitest";
import { putContact } from "#shared/audience/contacts/index.ts";
import { putTemplate } from "#shared/content/templates/index.ts";
import { MINUTE_MS, SECOND_MS } from "#shared/kernel/time.ts";
import { makeScene } from "./scene.ts";

const hello = (next: string | null = null) => ({ kind: "send", template: "hello", next });
const byHand = { enter: [{ api: true }] };

test("an event that a step emits lets the person into another sequence", async () => {
  const scene = await makeScene();
  await scene.publish("first", {
    enter: [{ event: "signed_up" }],
    start: "tell",
    steps: {
      tell: { kind: "emit", event: "greeted", data: { plan: { event: "plan" } }, next: null },
    },
  });
  await scene.publish("second", {
    enter: [{ event: "greeted", where: { plan: { is: "pro" } } }],
    start: "hello",
    steps: { hello: hello() },
  });
  const ann = await scene.person();
  await scene.happen(ann, "signed_up", { plan: "pro" });
  expect(await scene.trail(ann, "first")).toEqual(["tell entered", "tell emitted", "completed"]);
  expect(scene.mails()).toEqual(["ann@example.com"]);
  expect((await scene.profile(ann)).pending).toBeUndefined();
});

test("a step enrols into a sequence that lets people in by hand, and into no other", async () => {
  const scene = await makeScene();
  const steps = { hello: hello() };
  await scene.publish("open", { ...byHand, start: "hello", steps });
  await scene.publish("closed", { ...byHand, start: "hello", steps });
  await scene.publish("first", {
    enter: [{ event: "signed_up" }],
    start: "one",
    steps: {
      one: { kind: "enroll", sequence: "open", next: "two" },
      two: { kind: "enroll", sequence: "closed", next: null },
    },
  });
  // Closed only after the other was published, which would be refused now.
  await scene.publish("closed", { enter: [{ event: "x" }], start: "hello", steps });
  const ann = await scene.person();
  await scene.happen(ann, "signed_up");
  expect(await scene.trail(ann, "open")).toEqual(["hello entered", "hello send", "completed"]);
  expect(await scene.trail(ann, "closed")).toBeUndefined();
});

test("two sequences that count on from one value at one instant lose nothing of each other", async () => {
  const scene = await makeScene();
  for (const id of ["one", "two"]) {
    await scene.publish(id, {
      enter: [{ event: "ordered" }],
      start: "count",
      steps: {
        count: {
          kind: "update",
          set: { orders: { add: 1 }, seen: { append: id }, tags: { remove: id } },
          next: null,
        },
      },
    });
  }
  const ann = await scene.person();
  await scene.happen(ann, "ordered");
  expect((await scene.profile(ann)).attributes).toEqual({ orders: 2, seen: ["one", "two"] });
});

test("what a step changes of a person is seen by the steps after it and wakes those who wait for it", async () => {
  const scene = await makeScene();
  await scene.publish("waiting", {
    enter: [{ event: "signed_up" }],
    start: "wait",
    steps: {
      wait: {
        kind: "waitFor",
        condition: { attribute: "stage", is: "done" },
        timeout: "P9D",
        next: "hello",
        otherwise: null,
      },
      hello: hello(),
    },
  });
  await scene.publish("changing", {
    enter: [{ event: "signed_up" }],
    start: "day",
    steps: {
      day: { kind: "wait", for: "PT1H", next: "set" },
      set: { kind: "update", set: { stage: "done" }, next: "fork" },
      fork: {
        kind: "branch",
        cases: [{ when: { attribute: "stage", is: "done" }, next: null }],
        otherwise: "bad",
      },
      bad: { kind: "exit" },
    },
  });
  const ann = await scene.person();
  await scene.happen(ann, "signed_up");
  expect(scene.mails()).toEqual([]);
  await scene.pass(61 * 60_000);
  expect(scene.mails()).toEqual(["ann@example.com"]);
  expect((await scene.trail(ann, "changing"))?.at(-1)).toBe("completed");
  expect((await scene.profile(ann)).attributes).toEqual({ stage: "done" });
});

test("two sequences that set each other off end after ten times", async () => {
  const scene = await makeScene();
  // Each must be there before the other may name it.
  await scene.publish("pong", { ...byHand, start: "hello", steps: { hello: hello() } });
  for (const [id, other] of [
    ["ping", "pong"],
    ["pong", "ping"],
  ]) {
    await scene.publish(id!, {
      reentry: "after-exit",
      enter: [{ api: true }, { event: `start-${id}` }],
      start: "on",
      steps: { on: { kind: "enroll", sequence: other, next: null } },
    });
  }
  const ann = await scene.person();
  await scene.happen(ann, "start-ping");
  const trails = [...(await scene.trail(ann, "ping"))!, ...(await scene.trail(ann, "pong"))!];
  expect(trails.filter((one) => one === "on enrolled")).toHaveLength(10);
  expect(trails).toContain("on loop-guard");
});

test("a sequence unsubscribes a contact, with a record of the actor, and no mail follows", async () => {
  const scene = await makeScene();
  await scene.publish("quiet", {
    enter: [{ event: "bored" }],
    start: "off",
    steps: {
      off: { kind: "update", subscribed: false, next: "hello" },
      hello: hello(),
    },
  });
  const ann = await scene.person();
  await scene.happen(ann, "bored");
  expect((await scene.profile(ann)).subscribed).toBe(false);
  expect(scene.mails()).toEqual([]);
  const page = await scene.table.query("people", `main#${ann}`, { prefix: "f#" });
  expect(page.items.map(({ data }) => data)).toMatchObject([
    { action: "unsubscribed", actor: "sequence", reason: "quiet" },
  ]);
});

test("a mail sees the contact's own language, zone and age, which no attribute hides", async () => {
  const scene = await makeScene();
  const { world, clock, sent } = scene;
  const source = {
    subject: "{{ contact.locale }} {{ contact.timeZone }} {{ contact.createdAt | local_date }}",
    html: "<p>Hello</p>",
  };
  const compiled = await world.renderer.compile(source);
  if (!compiled.ok) throw new Error("the template does not compile");
  await putTemplate(world, "own", source, compiled.template, clock.now());
  await scene.publish("first", {
    enter: [{ event: "signed_up" }],
    start: "own",
    steps: { own: { kind: "send", template: "own", next: null } },
  });
  const { id } = await putContact(world, "ann", {
    ...{ email: "ann@example.com", locale: "de-CH", timeZone: "Europe/Zurich" },
    attributes: { locale: "fr", createdAt: "never" },
  });
  await scene.happen(id, "signed_up");
  const { subject } = await PostalMime.parse(sent[0]!.raw);
  expect(subject).toBe("de-CH Europe/Zurich 2. März 2026");
});

/** Each stays at a step that asks for what the step before it has set. */
test.each([
  [{ kind: "wait", until: { attribute: "plan", every: "year" }, next: null }, "stand wait"],
  [{ kind: "wait", until: { attribute: "plan", offset: "P3D" }, next: null }, "stand wait"],
  [
    {
      ...{ kind: "waitFor", condition: { attribute: "plan", is: null } },
      ...{ timeout: "P3D", next: null, otherwise: null },
    },
    "stand wait-for",
  ],
] as const)("what a step set late is known to the step after it (%#)", async (stand, last) => {
  const scene = await makeScene();
  await scene.publish("s", {
    enter: [{ event: "signed_up" }],
    start: "wait",
    steps: {
      wait: { kind: "wait", for: "PT10M", next: "set" },
      set: { kind: "update", set: { plan: { today: true } }, next: "stand" },
      stand,
    },
  });
  const ann = await scene.person();
  await scene.happen(ann, "signed_up");
  for (let i = 0; i < 15; i++) {
    scene.clock.advance(900);
    await scene.pass(MINUTE_MS);
  }
  expect((await scene.trail(ann, "s"))!.at(-1)).toBe(last);
});

test("of two mails in a row the second leaves twenty seconds after the first", async () => {
  const scene = await makeScene();
  await scene.publish("s", {
    enter: [{ event: "signed_up" }],
    start: "one",
    steps: { one: hello("two"), two: hello() },
  });
  await scene.happen(await scene.person(), "signed_up");
  expect(scene.mails()).toHaveLength(1);
  await scene.pass(19 * SECOND_MS, SECOND_MS);
  expect(scene.mails()).toHaveLength(1);
  await scene.pass(SECOND_MS);
  expect(scene.mails()).toHaveLength(2);
});
