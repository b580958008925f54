import { beforeEach, expect, test } from "vitest";
import { findContact } from "#shared/audience/contacts/index.ts";
import { type Enrollment, putEnrollment } from "#shared/automation/enrollments/index.ts";
import { messageId } from "#shared/kernel/ids.ts";
import { DAY_MS, HOUR_MS } from "#shared/kernel/time.ts";
import { type Message, putMessage } from "#shared/messaging/messages/index.ts";
import { FROM, makeScene } from "./scene.ts";
import { publishOther, send, twice, wait } from "./twice.ts";

let scene: Awaited<ReturnType<typeof makeScene>>;
beforeEach(async () => {
  scene = await makeScene();
});

const contactOf = async (id: string) => (await findContact(scene.world, id))!.data.id;

/** A mail of another sequence that was really sent. */
async function reallySent(id: string, at: number, facts: object = {}, sequence = "other") {
  const contact = await contactOf(id);
  const message = {
    id: messageId(contact, at, sequence),
    class: "marketing",
    source: { kind: "run", sequence, entryKey: "-", run: "r", version: 1, step: "hi" },
    ...{
      template: "hello",
      bornAt: at,
      attempt: 1,
      status: "sent",
      facts: { sentAt: at, ...facts },
    },
  } as Message;
  await scene.world.table.write([putMessage(message, "absent")]);
}

async function wasInside(id: string, from: number, to: number, sequence = "other") {
  const run: Enrollment = {
    ...{ sequence, entryKey: "-", run: "r", version: 1, startedAt: from, endedAt: to },
    ...{ entry: { event: "e", id: "e", at: from }, status: "completed", step: null },
    ...{ arrivedAt: from, visits: {}, sends: {}, outbox: [], trail: [], exitedRuns: [] },
  };
  await scene.world.table.write([putEnrollment(await contactOf(id), run, "absent")]);
}

test("it says with which live sequences its people and days fall together", async () => {
  await publishOther(scene);
  await scene.draft(twice);
  const at = Date.parse("2026-02-03T10:00:00Z");
  for (const id of ["ann", "bob", "cid"]) await scene.person(id);
  await scene.happen(
    ["ann", "bob", "cid"].map((contactId) => ({ contactId, name: "signed_up", at })),
  );
  await wasInside("ann", at - 5 * DAY_MS, at + HOUR_MS);
  await wasInside("bob", at - 5 * DAY_MS, at - DAY_MS);
  // On the day of the second mail, twice; and on a day without.
  await reallySent("ann", at + DAY_MS + HOUR_MS);
  await reallySent("ann", at + DAY_MS + 2 * HOUR_MS);
  await reallySent("bob", at + 3 * DAY_MS);
  // What the sequence itself sent is what the backtest stands for.
  await reallySent("cid", at, {}, "course");
  const { report } = await scene.backtest();
  expect(report.overlap).toEqual([{ sequence: "other", people: 1, sameDay: 1 }]);
  expect(report.mailsPerWeek).toEqual({ 2: 3 });
  // Of ann two more, of bob one more in that week.
  expect(report.withOthers).toEqual({ 2: 1, 3: 1, 4: 1 });
});

test("an event about a real mail starts a run when it happened, and not before", async () => {
  await scene.draft({
    ...twice,
    enter: [{ event: "signed_up" }],
    start: "day",
    steps: {
      day: wait("P1D", "clicks"),
      clicks: {
        kind: "branch",
        cases: [{ when: { event: "message.clicked", within: "P10D" }, next: "nudge" }],
        otherwise: null,
      },
      nudge: send("nudge"),
    },
  });
  const at = FROM + 10 * DAY_MS;
  const clickedAt = {
    ann: at - DAY_MS,
    bob: at + HOUR_MS,
    cid: at + 2 * DAY_MS,
    dan: FROM - DAY_MS,
  };
  for (const id of Object.keys(clickedAt)) await scene.person(id);
  await scene.happen(
    Object.keys(clickedAt).map((contactId) => ({ contactId, name: "signed_up", at })),
  );
  for (const [id, clicked] of Object.entries(clickedAt)) {
    await reallySent(id, FROM - 2 * DAY_MS, { clickedAt: clicked });
  }
  const { lines } = await scene.backtest();
  const mailed = lines.filter(({ decision }) => decision === "sent").map(({ contact }) => contact);
  expect(mailed.sort()).toEqual(["ann", "bob"]);
});

test("of a person with very many mails the newest are read, and the report says so", async () => {
  await scene.draft(twice);
  await scene.person("ann");
  for (let i = 0; i < 1_000; i++) await reallySent("ann", FROM + i * HOUR_MS);
  const { report } = await scene.backtest();
  expect(report.notes).toContainEqual(expect.stringContaining("More is stored about 1 contacts"));
});
