import { expect, test } from "vitest";
import { readTrail } from "#shared/automation/enrollments/index.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "#shared/kernel/time.ts";
import { NOON, Scene, welcome } from "./run.ts";

const sentAt = (at: number) => ({ status: "sent", facts: { sentAt: at } }) as const;
const clickedAt = (at: number) => ({ facts: { sentAt: NOON, clickedAt: at } });

test("a new run decides its first mail at once and waits", () => {
  const scene = new Scene(welcome).after(0);
  expect(scene.sent).toEqual(["welcome-hello"]);
  expect(scene.run.step).toBe("day");
  expect(scene.run.dueAt).toBe(NOON + DAY_MS);
});

test("asking again without news changes nothing, not even the object", () => {
  const scene = new Scene(welcome).after(0).mail(sentAt(NOON));
  const before = scene.run;
  expect(scene.after(HOUR_MS).run).toBe(before);
});

test("the same decision names the same message", () => {
  const ids = [1, 2].map(() => new Scene(welcome).after(0).run.outbox[0]!.messageId);
  expect(ids[0]).toBe(ids[1]);
});

test.each([
  ["sent on time", sentAt(NOON), NOON + DAY_MS + 3 * DAY_MS],
  ["dropped", { status: "dropped" } as const, NOON + 4 * DAY_MS],
  ["refused", { status: "refused" } as const, NOON + 4 * DAY_MS],
  ["in doubt", { status: "unknown", token: "t" } as const, NOON + 4 * DAY_MS],
])("after a mail that was %s the wait ends on time", (_, mail, dueAt) => {
  const scene = new Scene(welcome).after(0).mail(mail).after(DAY_MS);
  expect(scene.run.step).toBe("click");
  expect(scene.run.dueAt).toBe(dueAt);
});

test("a wait counts from when the mail really left", () => {
  const scene = new Scene(welcome)
    .after(0)
    .mail(sentAt(NOON + HOUR_MS))
    .after(DAY_MS);
  expect(scene.run.step).toBe("day");
  expect(scene.run.dueAt).toBe(NOON + HOUR_MS + DAY_MS);
  expect(scene.after(HOUR_MS).run.step).toBe("click");
});

test.each([
  ["without a row", undefined, 15 * MINUTE_MS],
  ["under way", { status: "sending", token: "t", leaseEndsAt: NOON } as const, 15 * MINUTE_MS],
  ["held", { status: "held", until: NOON + DAY_MS + HOUR_MS } as const, HOUR_MS],
])("a run does not go on while the mail before is %s", (_, mail, again) => {
  const scene = new Scene(welcome).after(0);
  if (mail) scene.mail(mail);
  scene.after(DAY_MS);
  expect(scene.run.step).toBe("day");
  expect(scene.run.dueAt).toBe(NOON + DAY_MS + again);
});

test("a click of the named mail counts even when it came before the step was reached", () => {
  const scene = new Scene(welcome).after(0).mail(clickedAt(NOON + HOUR_MS));
  scene.attributes = { plan: "pro" };
  scene.after(DAY_MS);
  expect(scene.sent).toEqual(["welcome-hello", "welcome-pro"]);
  expect(scene.run.status).toBe("completed");
});

test("a click while waiting goes on at once", () => {
  const scene = new Scene(welcome).after(0).mail(sentAt(NOON)).after(DAY_MS);
  scene.mail(clickedAt(NOON + DAY_MS + 5));
  expect(scene.after(10).sent).toEqual(["welcome-hello", "welcome-nudge"]);
});

test("without a click, the run continues to otherwise after the timeout", () => {
  const scene = new Scene(welcome)
    .after(0)
    .mail(sentAt(NOON))
    .after(DAY_MS)
    .after(3 * DAY_MS);
  expect(scene.sent).toEqual(["welcome-hello", "welcome-nudge"]);
  expect(readTrail(scene.run.trail).map(({ decision }) => decision)).toEqual([
    "entered",
    "send",
    "wait",
    "waited",
    "wait-for",
    "timed-out",
    "send",
    "completed",
  ]);
});

test("an exit condition ends the run, and its mails stay in sight", () => {
  const definition = { ...(welcome as object), exit: [{ event: "bought" }] };
  const scene = new Scene(definition).after(0);
  scene.events.push({ name: "bought", at: NOON + 1, data: {} });
  scene.after(10);
  expect(scene.run.status).toBe("exited");
  expect(scene.run.exitedRuns).toHaveLength(1);
  expect(scene.run.dueAt).toBeUndefined();
});

test("a run that is over stays over", () => {
  const scene = new Scene({
    ...(welcome as object),
    exit: [{ attribute: "gone", is: true }],
  }).after(0);
  scene.attributes = { gone: true };
  const ended = scene.after(1).run;
  expect(scene.after(DAY_MS).run).toBe(ended);
});

test("two mails decided in one moment keep their order by the instants they are born at", () => {
  const steps = {
    hello: { kind: "send", template: "one", next: "second" },
    second: { kind: "send", template: "two", next: null },
  };
  const [one, two] = new Scene({ ...(welcome as object), steps }).after(0).run.outbox;
  expect(two!.bornAt).toBeGreaterThan(one!.bornAt);
});

test("a wait after a branch still counts from the mail before it", () => {
  const steps = {
    hello: { kind: "send", template: "one", next: "fork" },
    fork: {
      kind: "branch",
      cases: [{ when: { attribute: "a", is: 1 }, next: "pause" }],
      otherwise: "pause",
    },
    pause: { kind: "wait", for: "P1D", next: null },
  };
  const scene = new Scene({ ...(welcome as object), steps }).after(0).mail(sentAt(NOON + HOUR_MS));
  expect(scene.after(DAY_MS).run.dueAt).toBe(NOON + HOUR_MS + DAY_MS);
});

test("a loop with a wait is finite", () => {
  const steps = {
    hello: { kind: "send", template: "t", next: "pause" },
    pause: { kind: "wait", for: "PT1M", next: "hello" },
  };
  const scene = new Scene({ ...(welcome as object), start: "hello", steps }).after(0);
  for (let i = 0; i < 1_100 && scene.run.status === "active"; i++) {
    scene.mail({ status: "dropped" });
    scene.run = { ...scene.run, outbox: scene.run.outbox.slice(-1) };
    scene.after(MINUTE_MS);
  }
  expect(scene.run.status).toBe("exited");
  expect(scene.lastDecision).toBe("exited");
});

test("what is asked of an event may be that it is about the same as the one that started the run", () => {
  const same = { cart_id: { is: { entry: "cart_id" } } };
  const steps = {
    hello: {
      kind: "waitFor",
      event: "paid",
      where: same,
      timeout: "P9D",
      next: "one",
      otherwise: null,
    },
    one: { kind: "send", template: "one", next: "rest" },
    rest: { kind: "wait", for: "P9D", next: null },
  };
  const exit = [{ event: "returned", where: same }];
  const goal = { event: "kept", where: same };
  const scene = new Scene({ ...(welcome as object), steps, exit, goal });
  const entry = { ...scene.run.entry, data: { cart_id: 7 } };
  scene.run = { ...scene.run, entry };
  const happen = (name: string, cart_id: unknown) => {
    scene.events.push({ name, at: scene.now, data: { cart_id } });
    return scene.after(1);
  };
  expect(happen("paid", 8).run.step).toBe("hello");
  expect(happen("paid", "7").run.step).toBe("hello");
  expect(happen("paid", 7).sent).toEqual(["one"]);
  scene.mail(sentAt(scene.now));
  expect(happen("kept", undefined).lastDecision).not.toBe("goal");
  expect(happen("kept", 7).lastDecision).toBe("goal");
  expect(happen("returned", null).run.status).toBe("active");
  expect(happen("returned", 7).run.status).toBe("exited");
  expect(scene.program.readsEntry).toBe(true);
});

test("one event lets a run on once, however often it comes round to wait for it", () => {
  const steps = {
    hello: { kind: "send", template: "t", next: "wait" },
    wait: { kind: "waitFor", event: "bought", timeout: "P9D", next: "hello", otherwise: null },
  };
  const scene = new Scene({ ...(welcome as object), start: "wait", steps });
  scene.events.push({ name: "bought", at: NOON, data: {} });
  expect(scene.after(0).sent).toEqual(["t"]);
  expect(scene.run.step).toBe("wait");
});
