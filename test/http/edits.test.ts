import { beforeEach, expect, test } from "vitest";
import { react } from "#shared/automation/engine/index.ts";
import { putEnrollment, readContactSnapshot } from "#shared/automation/enrollments/index.ts";
import { putMember } from "#shared/automation/versions/index.ts";
import { deliver } from "#shared/messaging/delivery/index.ts";
import { readLiveDefinitions } from "#shared/platform/live-definitions/index.ts";
import { type Api, makeApi, setUpSending } from "#test/support/api.ts";

const send = (template: string, next: string | null) => ({ kind: "send", template, next });
const wait = (span: string, next: string | null) => ({ kind: "wait", for: span, next });
const definition = <S extends object>(steps: S) => ({
  name: "Course",
  enter: [{ event: "signed_up" }],
  start: Object.keys(steps)[0]!,
  steps,
});
const first = definition({
  hello: send("hello", "day"),
  day: wait("P1D", "tips"),
  tips: send("tips", "week"),
  week: wait("P7D", "offer"),
  offer: send("offer", null),
});
const second = definition({
  hello: send("hello", "pause"),
  pause: wait("P2D", "offer"),
  offer: send("offer", null),
});

let api: Api;
beforeEach(async () => {
  api = await makeApi();
  await setUpSending(api);
  for (const id of ["hello", "tips", "offer"]) {
    await api.call("PUT", `/v1/templates/${id}`, { subject: id, html: `<p>${id}</p>` });
  }
  await put(first);
  await post("publish");
});

const put = (steps: object) => api.call("PUT", "/v1/sequences/course", steps);
const post = (action: string, body?: unknown) =>
  api.call("POST", `/v1/sequences/course/${action}`, body);
const signUp = async (...people: string[]) => {
  const events = people.map((id) => ({
    contactId: id,
    email: `${id}@example.com`,
    name: "signed_up",
  }));
  await api.call("POST", "/v1/events", { events });
};

type Row = { id: number; name: string; body: string };
/** Works on everything that is queued, mails too, until nothing is left. */
async function workOff({ mails = true } = {}): Promise<void> {
  const { sql } = api.database;
  for (let round = 0; round < 50; round++) {
    const rows = sql.prepare("SELECT * FROM queue ORDER BY id").all() as unknown as Row[];
    const taken = rows.filter(({ name }) => name === "work" || mails);
    if (taken.length === 0) return;
    for (const { id } of taken) sql.prepare("DELETE FROM queue WHERE id = ?").run(id);
    const work = taken.filter(({ name }) => name === "work");
    const failed = await react(
      api.world,
      work.map(({ id, body }) => ({ id: String(id), body: JSON.parse(body), again: false })),
    );
    expect([...failed.values()]).toEqual([]);
    for (const lane of ["deliver", "deliver-now"] as const) {
      const ids = taken
        .filter(({ name }) => name === lane)
        .flatMap(({ body }) => JSON.parse(body).mails);
      if (ids.length > 0) await deliver(api.world, ids, lane);
    }
  }
  throw new Error("the queue never ends");
}
const sentSoFar = () => api.sent.length;
const timelineOf = async (id: string) => {
  const { body } = await api.call("GET", `/v1/contacts/${id}/timeline`);
  return body.items as {
    kind: string;
    decision?: string;
    version?: number;
    reason?: string;
    state?: string;
    template?: string;
  }[];
};
const people = () =>
  (api.database.sql.prepare("SELECT pk FROM people WHERE sk = 'a'").all() as { pk: string }[]).map(
    ({ pk }) => pk.split("#")[1]!,
  );
const runs = async () =>
  Promise.all(
    people().map(async (id) => {
      const { enrollments } = await readContactSnapshot(api.world, id, api.clock.now());
      const { version, step, status } = enrollments[0]!.data;
      return `${version} ${step} ${status}`;
    }),
  );

test("impact says what the draft does to those inside, and changes nothing", async () => {
  await signUp("ann", "bob");
  await workOff();
  const same = await post("impact");
  expect(same.body).toMatchObject({ complete: true, more: 0 });
  expect(same.body.groups).toEqual([
    expect.objectContaining({ version: 1, step: "day", change: "unchanged", people: 2 }),
  ]);
  await put(second);
  const before = api.snapshot();
  expect((await post("impact")).body.groups).toEqual([
    {
      ...{ version: 1, step: "day", change: "stranded", people: 2 },
      ...{ contacts: expect.arrayContaining(people()), skipped: ["tips", "offer"], repeated: [] },
      ...{ added: [], replaced: [], rules: [] },
    },
  ]);
  expect(api.snapshot()).toBe(before);
});

test("a draft with another template, a mail more, an exit or other settings is no unchanged one", async () => {
  await signUp("ann");
  await workOff();
  const { steps } = first;
  const groupOf = async (draft: object) => {
    await put({ ...first, ...draft });
    const [group] = (await post("impact")).body.groups;
    return group;
  };
  const other = { ...steps, offer: send("new-offer", null) };
  expect(await groupOf({ steps: other })).toMatchObject({
    change: "replaced",
    replaced: [{ step: "offer", from: "offer", to: "new-offer" }],
  });
  const again = { ...steps, offer: send("hello", null) };
  expect(await groupOf({ steps: again })).toMatchObject({
    change: "repeated",
    repeated: ["hello"],
  });
  const more = { ...steps, offer: send("offer", "bye"), bye: send("bye", null) };
  expect(await groupOf({ steps: more })).toMatchObject({ change: "added", added: ["bye"] });
  expect(
    await groupOf({ exit: [{ event: "ordered" }], settings: { zone: "Asia/Tokyo" } }),
  ).toMatchObject({ change: "rules", rules: ["/exit", "/settings"] });
  expect(await groupOf({ name: "Other", holdout: 5 })).toMatchObject({ change: "unchanged" });
});

test("without migrations every run finishes on its own version", async () => {
  await signUp("ann");
  await workOff();
  await put(second);
  expect((await post("publish", {})).body.job).toBeUndefined();
  await workOff();
  expect(await runs()).toEqual(["1 day active"]);
});

test("a choice moves those who stood there, once, and the timeline tells which version decided what", async () => {
  await signUp("ann");
  await workOff();
  await put(second);
  const choices = [{ version: 1, step: "day", do: "move", to: "pause" }];
  const { body } = await post("publish", { choices });
  expect(body).toMatchObject({ version: 2, job: expect.stringMatching(/^j_/) });
  await signUp("bob");
  await workOff();
  expect(await runs()).toEqual(["2 pause active", "2 pause active"]);
  const decisions = (await timelineOf("ann")).filter(({ kind }) => kind === "decision");
  expect(decisions.map(({ decision, version }) => `${decision} ${version}`)).toEqual([
    "wait 2",
    "moved 2",
    "wait 1",
    "send 1",
    "entered 1",
  ]);
  const job = await api.call("GET", `/v1/jobs/${body.job}`);
  expect(job.body).toMatchObject({
    ...{ kind: "migration", subject: "course", state: "done" },
    progress: { seen: expect.any(Number) },
    result: { concerned: 1 },
  });
  expect(sentSoFar()).toBe(2);
});

test("explain tells the version and the rule of each decision, through moves and later runs", async () => {
  const often = (version: object) => ({ ...version, reentry: "after-exit" });
  const third = { ...second, enter: [{ event: "joined" }], steps: { day: wait("P3D", null) } };
  await put(often(first));
  await post("publish");
  await signUp("ann");
  await workOff();
  await put(often(second));
  await post("publish", { choices: [{ version: 2, step: "day", do: "move", to: "pause" }] });
  await workOff();
  await put(often({ ...third, start: "day" }));
  await post("publish", { choices: [{ version: 3, step: "pause", do: "exit" }] });
  await workOff();
  api.clock.advance(60_000);
  const events = [{ contactId: "ann", name: "joined" }];
  await api.call("POST", "/v1/events", { events });
  await workOff();
  const { body } = await api.call("GET", "/v1/contacts/ann/explain?sequence=course");
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
  const decisions = (await timelineOf("ann")).filter(({ kind }) => kind === "decision");
  expect(told.map(({ version }) => version)).toEqual(
    decisions.map(({ version }) => version).toReversed(),
  );
});

test("a mail that was decided before its run is moved still goes, once", async () => {
  await signUp("ann");
  await workOff({ mails: false });
  expect(sentSoFar()).toBe(0);
  await put(second);
  await post("publish", { choices: [{ version: 1, step: "day", do: "move", to: "pause" }] });
  await workOff({ mails: false });
  expect(await runs()).toEqual(["2 pause active"]);
  await workOff();
  expect(sentSoFar()).toBe(1);
});

test("a choice to exit ends the run, and a mail of it that has not begun is dropped", async () => {
  await signUp("ann");
  await workOff({ mails: false });
  await put(second);
  await post("publish", { choices: [{ version: 1, step: "day", do: "exit" }] });
  await workOff({ mails: false });
  await workOff();
  expect(await runs()).toEqual(["1 null exited"]);
  expect(sentSoFar()).toBe(0);
  const items = await timelineOf("ann");
  expect(items.find(({ decision }) => decision === "exited")).toMatchObject({ reason: "edit" });
  expect(items.find(({ kind }) => kind === "message")).toMatchObject({ state: "dropped" });
});

test("a run that is moved while the sequence is paused stays there until it resumes", async () => {
  await signUp("ann");
  await workOff();
  await put(second);
  await post("publish", { choices: [{ version: 1, step: "day", do: "move", to: "offer" }] });
  await post("pause");
  await workOff();
  expect([await runs(), sentSoFar()]).toEqual([["2 offer active"], 1]);
  await post("resume");
  await workOff();
  expect([await runs(), sentSoFar()]).toEqual([["2 null completed"], 2]);
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
  await put(second);
  const before = api.snapshot();
  const refused = await post("publish", { choices: [choice] });
  expect([refused.status, refused.body.errors.map((one: { path: string }) => one.path)]).toEqual([
    422,
    [path],
  ]);
  expect(api.snapshot()).toBe(before);
});

test("archiving ends all runs, drops their mails, and starts no others until it is undone", async () => {
  await signUp("ann");
  await workOff({ mails: false });
  const archived = await post("archive");
  expect(archived.body).toMatchObject({ state: "archived", job: expect.any(String) });
  await signUp("bob");
  await workOff();
  expect(sentSoFar()).toBe(0);
  const ann = await timelineOf("ann");
  expect(ann.find(({ decision }) => decision === "exited")).toMatchObject({ reason: "archived" });
  expect(ann.find(({ kind }) => kind === "message")).toMatchObject({ state: "dropped" });
  expect((await timelineOf("bob")).some(({ kind }) => kind === "decision")).toBe(false);
  expect((await post("pause")).status).toBe(409);
  expect((await readLiveDefinitions(api.world)).data.sequences).not.toHaveProperty("course");
  expect((await post("resume")).body.state).toBe("live");
  await signUp("cid");
  await workOff();
  expect(sentSoFar()).toBe(1);
});

test("mails that lay about while a sequence was paused are dropped when it is archived", async () => {
  await signUp("ann");
  await workOff({ mails: false });
  await post("pause");
  await workOff();
  await post("archive");
  await workOff();
  expect(sentSoFar()).toBe(0);
  const ann = await timelineOf("ann");
  expect(ann.find(({ kind }) => kind === "message")).toMatchObject({ state: "dropped" });
});

test("more people than can be looked at while the caller waits are looked at by a job, which can be cancelled", async () => {
  const { table } = api.world;
  await signUp("ann");
  await workOff();
  const copy = await readContactSnapshot(api.world, people()[0]!, api.clock.now());
  const run = copy.enrollments[0]!.data;
  for (let i = 0; i < 2_100; i += 50) {
    const ids = Array.from({ length: 50 }, (_, n) => `c_${String(i + n).padStart(17, "0")}`);
    await table.write(ids.map((id) => putEnrollment(id, run, "any")));
    await table.write(ids.map((id) => putMember("course", id, "-", run.run)));
  }
  await put(second);
  const begun = await post("impact");
  expect([begun.status, begun.body.complete, begun.body.job.state]).toEqual([
    202,
    false,
    "running",
  ]);
  const other = await post("impact");
  await api.call("POST", `/v1/jobs/${begun.body.job.id}/cancel`);
  api.clock.advance(1);
  const last = await post("impact");
  await workOff();
  expect(other.body.job.id).toBe(begun.body.job.id);
  const { body } = await api.call("GET", `/v1/jobs/${last.body.job.id}`);
  expect(body).toMatchObject({ state: "done", progress: { seen: 2_101 } });
  expect(body.result.groups).toEqual([
    expect.objectContaining({ version: 1, step: "day", change: "stranded", people: 2_101 }),
  ]);
  expect(body.result.groups[0].contacts).toHaveLength(20);
  const list = await api.call("GET", "/v1/jobs");
  expect(list.body.items.map(({ state }: { state: string }) => state)).toContain("cancelled");
  expect((await api.call("POST", `/v1/jobs/${last.body.job.id}/cancel`)).status).toBe(409);
  expect((await api.call("GET", "/v1/jobs/running")).status).toBe(404);
});
