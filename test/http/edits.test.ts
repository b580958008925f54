import { beforeEach, expect, test } from "vitest";
import { putEnrollment, readContactSnapshot } from "#shared/automation/enrollments/index.ts";
import { putMember } from "#shared/automation/versions/index.ts";
import { readLiveDefinitions } from "#shared/platform/live-definitions/index.ts";
import { first, makeCourse, second, send } from "./course.ts";

let course: Awaited<ReturnType<typeof makeCourse>>;
beforeEach(async () => {
  course = await makeCourse();
});

test("impact says what the draft does to those inside, and changes nothing", async () => {
  await course.signUp("ann", "bob");
  await course.workOff();
  const same = await course.post("impact");
  expect(same.body).toMatchObject({ complete: true, more: 0 });
  expect(same.body.groups).toEqual([
    expect.objectContaining({ version: 1, step: "day", change: "unchanged", people: 2 }),
  ]);
  await course.put(second);
  const before = course.snapshot();
  expect((await course.post("impact")).body.groups).toEqual([
    {
      ...{ version: 1, step: "day", change: "stranded", people: 2 },
      ...{
        contacts: expect.arrayContaining(course.people()),
        skipped: ["tips", "offer"],
        repeated: [],
      },
      ...{ added: [], replaced: [], rules: [] },
    },
  ]);
  const under = async (...choices: object[]) =>
    (await course.post("impact", { choices })).body.groups;
  expect(await under()).toMatchObject([{ change: "unchanged", people: 2 }]);
  const here = { version: 1, step: "day" };
  expect(await under({ ...here, do: "exit" })).toMatchObject([
    { change: "skipped", people: 2, skipped: ["tips", "offer"] },
  ]);
  const [moved] = await under({ ...here, do: "move", to: second.start });
  expect(moved.change).not.toBe("stranded");
  expect((await course.post("impact", { choices: [{ step: "day" }] })).status).toBe(422);
  expect(course.snapshot()).toBe(before);
});

test("a draft with another template, a mail more, an exit or other settings is no unchanged one", async () => {
  await course.signUp("ann");
  await course.workOff();
  const { steps } = first;
  const groupOf = async (draft: object) => {
    await course.put({ ...first, ...draft });
    const [group] = (await course.post("impact")).body.groups;
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

test("archiving ends all runs, drops their mails, and starts no others until it is undone", async () => {
  await course.signUp("ann");
  await course.workOff({ mails: false });
  const archived = await course.post("archive");
  expect(archived.body).toMatchObject({ state: "archived", job: expect.any(String) });
  await course.signUp("bob");
  await course.workOff();
  expect(course.sentSoFar()).toBe(0);
  const ann = await course.timelineOf("ann");
  expect(ann.find(({ decision }) => decision === "exited")).toMatchObject({ reason: "archived" });
  expect(ann.find(({ kind }) => kind === "message")).toMatchObject({ state: "dropped" });
  expect((await course.timelineOf("bob")).some(({ kind }) => kind === "decision")).toBe(false);
  expect((await course.post("pause")).status).toBe(409);
  expect((await readLiveDefinitions(course.world)).data.sequences).not.toHaveProperty("course");
  expect((await course.post("resume")).body.state).toBe("live");
  await course.signUp("cid");
  await course.workOff();
  expect(course.sentSoFar()).toBe(1);
});

test("mails that lay about while a sequence was paused are dropped when it is archived", async () => {
  await course.signUp("ann");
  await course.workOff({ mails: false });
  await course.post("pause");
  await course.workOff();
  await course.post("archive");
  await course.workOff();
  expect(course.sentSoFar()).toBe(0);
  const ann = await course.timelineOf("ann");
  expect(ann.find(({ kind }) => kind === "message")).toMatchObject({ state: "dropped" });
});

test("more people than can be looked at while the caller waits are looked at by a job, which can be cancelled", async () => {
  const { table } = course.world;
  await course.signUp("ann");
  await course.workOff();
  const copy = await readContactSnapshot(course.world, course.people()[0]!, course.clock.now());
  const run = copy.enrollments[0]!.data;
  for (let i = 0; i < 2_100; i += 50) {
    const ids = Array.from({ length: 50 }, (_, n) => `c_${String(i + n).padStart(17, "0")}`);
    await table.write(ids.map((id) => putEnrollment(id, run, "any")));
    await table.write(ids.map((id) => putMember("course", id, "-", run.run)));
  }
  await course.put(second);
  const begun = await course.post("impact");
  expect([begun.status, begun.body.complete, begun.body.job.state]).toEqual([
    202,
    false,
    "running",
  ]);
  const other = await course.post("impact");
  await course.call("POST", `/v1/jobs/${begun.body.job.id}/cancel`);
  course.clock.advance(1);
  const last = await course.post("impact");
  await course.workOff();
  expect(other.body.job.id).toBe(begun.body.job.id);
  const { body } = await course.call("GET", `/v1/jobs/${last.body.job.id}`);
  expect(body).toMatchObject({ state: "done", progress: { seen: 2_101 } });
  expect(body.result.groups).toEqual([
    expect.objectContaining({ version: 1, step: "day", change: "stranded", people: 2_101 }),
  ]);
  expect(body.result.groups[0].contacts).toHaveLength(20);
  const list = await course.call("GET", "/v1/jobs");
  expect(list.body.items.map(({ state }: { state: string }) => state)).toContain("cancelled");
  expect((await course.call("POST", `/v1/jobs/${last.body.job.id}/cancel`)).status).toBe(409);
  expect((await course.call("GET", "/v1/jobs/running")).status).toBe(404);
});
