import { expect, test } from "vitest";
import { type Engine, makeEngine } from "#test/support/engine.ts";

const until = { attribute: "trial_ends", offset: "-P2D", time: "09:00" };
/** Marks who was reminded, and who was not. */
const reminder = {
  enter: [{ event: "tried" }],
  start: "near",
  steps: {
    near: { kind: "wait", until, next: "remind", otherwise: "miss" },
    remind: { kind: "update", set: { told: "reminded" }, next: null },
    miss: { kind: "update", set: { told: "missed" }, next: null },
  },
};
const told = async ({ must }: Engine, id: string) =>
  (await must("GET", `/v1/contacts/${id}`)).body.attributes.told;
const explain = async ({ must }: Engine, id: string, sequence: string) =>
  (await must("GET", `/v1/contacts/${id}/explain?sequence=${sequence}`)).body;

const trialOf = (trial_ends: string | null) => ({ attributes: { trial_ends } });

test("a date that is cleared, unreadable or moved into the past while they wait sends no reminder, and explain says why", async () => {
  const engine = await makeEngine();
  await engine.publish("trial", reminder);
  for (const id of ["ann", "bob", "cid", "dan"]) {
    await engine.put(id, trialOf("2026-03-20"));
    await engine.happen(id, "tried");
  }
  await engine.goTo("2026-03-10T12:00:00Z");
  await engine.put("ann", trialOf(null));
  await engine.put("bob", trialOf("next week"));
  await engine.put("cid", trialOf("2026-03-11"));
  for (const id of ["ann", "bob", "cid"]) expect(await told(engine, id)).toBe("missed");
  expect(await told(engine, "dan")).toBeUndefined();
  await engine.goTo("2026-03-18T10:00:00Z");
  expect(await told(engine, "dan")).toBe("reminded");
  const why = async (id: string) =>
    (await explain(engine, id, "trial")).past[0].decisions.find(
      ({ decision }: { decision: string }) => decision === "missed",
    );
  expect(await why("ann")).toMatchObject({
    reason: "trial_ends -P2D 09:00: not set",
    saw: ["trial_ends=null"],
  });
  expect(await why("bob")).toMatchObject({ reason: "trial_ends -P2D 09:00: no date" });
  expect(await why("cid")).toMatchObject({
    reason: "trial_ends -P2D 09:00: was over at 2026-03-09T09:00:00+00:00",
    saw: ["trial_ends=2026-03-11"],
  });
  expect(await why("dan")).toBeUndefined();
});

test("a date that is reached while no worker runs is reached, however late the work comes", async () => {
  const engine = await makeEngine();
  await engine.publish("trial", reminder);
  await engine.put("ann", trialOf("2026-03-20"));
  await engine.happen("ann", "tried");
  await engine.goTo("2026-03-18T08:59:00Z");
  // Nothing worked for forty minutes; then another event is the first to have the run looked at.
  engine.clock.at = Date.parse("2026-03-18T09:40:00Z");
  await engine.happen("ann", "tried");
  expect(await told(engine, "ann")).toBe("reminded");
});

test("a wait without `otherwise` ends the run where there is no date", async () => {
  const engine = await makeEngine();
  const { near, remind } = reminder.steps;
  const { otherwise: _, ...bare } = near;
  await engine.publish("trial", { ...reminder, steps: { near: bare, remind } });
  await engine.put("ann");
  await engine.happen("ann", "tried");
  expect(await engine.inside("trial")).toEqual([]);
  expect(await told(engine, "ann")).toBeUndefined();
  const [run] = (await explain(engine, "ann", "trial")).past;
  expect(run).toMatchObject({ status: "completed" });
});

test("a local date-time means the contact's clock: where it lets in and where it is waited for", async () => {
  const engine = await makeEngine();
  await engine.publish("trial", reminder);
  await engine.publish("over", { enter: [{ date: "trial_ends", offset: "-P1D" }] });
  await engine.put("ann", { timeZone: "Asia/Tokyo", ...trialOf("2026-03-20T08:30:00") });
  await engine.happen("ann", "tried");
  await engine.goTo("2026-03-17T23:59:00Z");
  expect(await told(engine, "ann")).toBeUndefined();
  await engine.goTo("2026-03-18T00:01:00Z");
  expect(await told(engine, "ann")).toBe("reminded");
  await engine.goTo("2026-03-18T23:29:00Z");
  expect(await engine.inside("over")).toEqual([]);
  await engine.goTo("2026-03-18T23:31:00Z");
  expect(await engine.inside("over")).toEqual(["ann"]);
});

test("a birthday lets in once a year, at nine by the contact's clock, and a cleared zone is the workspace's again", async () => {
  const engine = await makeEngine();
  await engine.publish("cake", {
    enter: [{ date: "born", time: "09:00", every: "year" }],
    reentry: "after-exit",
    start: "note",
    steps: { note: { kind: "update", set: { greeted: { field: "timeZone" } }, next: null } },
  });
  await engine.put("ann", { timeZone: "Asia/Tokyo", attributes: { born: "1984-02-29" } });
  const entries = async () => (await explain(engine, "ann", "cake")).past.length;
  const last = async () => (await explain(engine, "ann", "cake")).past.at(-1).startedAt;
  await engine.goTo("2027-02-27T23:59:00Z");
  expect(await entries()).toBe(0);
  await engine.goTo("2027-02-28T00:01:00Z");
  expect((await last()).slice(0, 16)).toBe("2027-02-28T00:00");
  await engine.must("PUT", "/v1/contacts/ann", { timeZone: null });
  await engine.goTo("2027-03-10T00:00:00Z");
  expect((await last()).slice(0, 16)).toBe("2027-02-28T00:00");
  await engine.goTo("2028-02-29T09:01:00Z");
  expect((await last()).slice(0, 16)).toBe("2028-02-29T09:00");
});

test.each([
  ["P1D", undefined, ["03", "04", "05", "06"]],
  ["P7D", ["wednesday"], ["04", "11", "18", "25"]],
])(
  "%s and nine o'clock come round at nine, though each is worked on minutes late",
  async (span, weekdays, days) => {
    const engine = await makeEngine();
    await engine.must("PUT", "/v1/templates/hello", { subject: "Hi", html: "<p>Hi</p>" });
    await engine.must("PUT", "/v1/templates/hello", { subject: "Hi", html: "<p>Hi</p>" });
    const until = { time: "09:00", ...(weekdays && { weekdays }) };
    await engine.publish("daily", {
      enter: [{ event: "go" }],
      reentry: "after-exit",
      start: "first",
      steps: {
        first: { kind: "wait", until, next: "mail" },
        mail: { kind: "send", template: "hello", next: "again" },
        again: { kind: "wait", for: span, until, next: "mail" },
      },
    });
    await engine.put("ann");
    await engine.happen("ann", "go");
    for (const day of days) {
      await engine.goTo(`2026-03-${day}T08:59:00Z`);
      engine.clock.at = Date.parse(`2026-03-${day}T09:04:00Z`);
      // Another event is the first to have the run looked at; what is decided leaves a few minutes
      // later.
      await engine.happen("ann", "go");
      engine.clock.at += 7 * 60_000;
      await engine.deliver();
      await engine.settle();
    }
    const born = engine.database.sql
      .prepare("SELECT data FROM people WHERE sk LIKE 'c#%'")
      .all()
      .map(({ data }) => new Date(JSON.parse(data as string).bornAt).toISOString().slice(8, 16))
      .toSorted();
    expect(born).toEqual(days.map((day) => `${day}T09:04`));
  },
);
