import { beforeEach, expect, test } from "vitest";
import { Unavailable } from "#shared/kernel/errors.ts";
import { DAY_MS, HOUR_MS } from "#shared/kernel/time.ts";
import { START } from "#test/support/world.ts";
import { course, FROM, type Happened, iso, makeScene } from "./scene.ts";

let scene: Awaited<ReturnType<typeof makeScene>>;
beforeEach(async () => {
  scene = await makeScene();
  await scene.draft(course);
});

/** Thirty contacts: most sign up, some before the period, and some buy. */
function populate(): Happened[] {
  const events: Happened[] = [];
  for (let i = 0; i < 30; i++) {
    const contactId = `p${i}`;
    const signedUp = FROM + (i - 2) * 2.2 * DAY_MS;
    if (i % 7 !== 3) events.push({ contactId, name: "signed_up", at: signedUp });
    if (i % 3 === 0)
      events.push({ contactId, name: "bought", at: signedUp + (i % 6) * DAY_MS + HOUR_MS });
    events.push({ contactId, name: "looked", at: FROM + i * DAY_MS });
  }
  return events.filter(({ at }) => at <= START);
}

/** What must come of them, worked out from the sentence above `course`. */
function expected(events: Happened[]): string[] {
  return events
    .filter(({ name, at }) => name === "signed_up" && at >= FROM)
    .flatMap(({ contactId, at }) => {
      const buys = events.some(
        (one) =>
          one.contactId === contactId &&
          one.name === "bought" &&
          one.at > at + DAY_MS &&
          one.at <= at + 4 * DAY_MS,
      );
      const nudgedAt = at + 4 * DAY_MS;
      const isNudged = !buys && nudgedAt <= START;
      return [
        `${contactId} ${iso(at)} hello`,
        ...(isNudged ? [`${contactId} ${iso(nudgedAt)} nudge`] : []),
      ];
    })
    .sort();
}

async function setUpPeople(): Promise<Happened[]> {
  for (let i = 0; i < 30; i++) await scene.person(`p${i}`, { timeZone: "Asia/Tokyo" });
  const events = populate();
  await scene.happen(events);
  return events;
}

const mailsOf = (lines: Record<string, string>[]) =>
  lines
    .filter(({ decision }) => decision === "sent")
    .map(({ contact, at, template }) => `${contact} ${at} ${template}`)
    .sort();

test("a draft is run over what really happened: who would have got what and when", async () => {
  const events = await setUpPeople();
  const { job, report, lines } = await scene.backtest();
  const mails = expected(events);
  expect(mailsOf(lines)).toEqual(mails);
  const hellos = mails.filter((line) => line.endsWith("hello")).length;
  expect(job).toMatchObject({ state: "done", kind: "backtest", progress: { seen: 30 } });
  expect(report).toMatchObject({
    ...{ sequence: "course", version: "draft", from: iso(FROM), until: iso(START) },
    ...{ people: 30, entered: hellos, runs: hellos, mails: mails.length },
    steps: {
      hello: { runs: hellos, mails: hellos },
      nudge: { mails: mails.length - hellos, runs: mails.length - hellos },
    },
  });
  const perDay = Object.values(report.volume.days as Record<string, number>);
  expect(perDay.reduce((sum, n) => sum + n)).toBe(mails.length);
  const ends = Object.values(report.ends as Record<string, number>);
  expect(ends.reduce((sum, n) => sum + n)).toBe(hellos);
  expect(report.mailsPerPerson).toEqual({ 1: 2 * hellos - mails.length, 2: mails.length - hellos });
  expect(report.examples).toHaveLength(20);
});

test("a line tells the instant, by UTC and by the person's clock", async () => {
  await scene.person("ann", { timeZone: "Asia/Tokyo" });
  await scene.happen([{ contactId: "ann", name: "signed_up", at: START - DAY_MS }]);
  const { lines } = await scene.backtest();
  expect(lines).toEqual([
    expect.objectContaining({ contact: "ann", decision: "entered", step: "hello", template: "" }),
    {
      ...{ contact: "ann", at: "2026-03-01T12:00:00.000Z", local: "2026-03-01T21:00:00+09:00" },
      ...{ zone: "Asia/Tokyo", step: "hello", template: "hello", run: "", decision: "sent" },
      reason: "",
    },
  ]);
});

test("nothing is written but the job itself", async () => {
  await setUpPeople();
  const tables = ["people", "library", "due", "stats", "rate"];
  const { sql } = scene.database;
  const stored = () => [
    ...tables.map((name) => sql.prepare(`SELECT * FROM "${name}"`).all()),
    sql.prepare(`SELECT * FROM "index" WHERE pk NOT LIKE 'main#job%'`).all(),
    sql.prepare("SELECT * FROM queue").all(),
  ];
  const before = stored();
  const { report } = await scene.backtest();
  expect(report.mails).toBeGreaterThan(20);
  expect(stored()).toEqual(before);
  expect(scene.sent).toEqual([]);
});

test("pages that come twice, or whose write was lost, count once", async () => {
  await setUpPeople();
  const once = await scene.backtest();
  scene.clock.advance(1);
  const { body } = await scene.start();
  const { table } = scene.world;
  const write = table.write;
  let writes = 0;
  table.write = async (...args) => {
    writes += 1;
    if (writes % 3 === 1) throw new Unavailable("before it was done");
    await write(...args);
    if (writes % 3 === 2) throw new Unavailable("after it was done");
  };
  for (let rows = scene.take(); rows.length > 0; rows = [...rows, ...scene.take()]) {
    const [row, ...rest] = rows;
    rows = rest;
    let isDone = false;
    await scene.work([row!]).then(
      () => {
        isDone = true;
      },
      () => {},
    );
    for (let tries = 0; tries < 9 && !isDone; tries++) {
      await scene.work([row!], true).then(
        () => {
          isDone = true;
        },
        () => {},
      );
    }
    await scene.work([row!]).catch(() => {});
  }
  table.write = write;
  const job = await scene.jobOf(body.id);
  expect(job).toMatchObject({ state: "done", progress: { seen: 30 } });
  const twice = { report: job.result, lines: await scene.linesOf(body.id) };
  expect({ ...twice.report, examples: [] }).toEqual({ ...once.report, examples: [] });
  expect(mailsOf(twice.lines)).toEqual(mailsOf(once.lines));
});

test("a cancelled backtest reads no more contacts", async () => {
  await setUpPeople();
  const { body } = await scene.start();
  const [first, ...rest] = scene.take();
  await scene.work([first!]);
  const { seen } = (await scene.jobOf(body.id)).progress;
  await scene.call("POST", `/v1/jobs/${body.id}/cancel`);
  let reads = 0;
  const { query } = scene.world.table;
  scene.world.table.query = (table, ...args) => {
    if (table === "people") reads += 1;
    return query(table, ...args);
  };
  await scene.work(rest);
  await scene.workOff();
  expect(reads).toBe(0);
  expect(await scene.jobOf(body.id)).toMatchObject({ state: "cancelled", progress: { seen } });
});

test("of a segment only those who are in it are looked at", async () => {
  for (const [id, plan] of [
    ["ann", "pro"],
    ["bob", "free"],
    ["cid", "pro"],
  ] as const) {
    await scene.person(id, { attributes: { plan } });
  }
  const condition = { attribute: "plan", is: "pro" };
  await scene.must("PUT", "/v1/segments/pros", { name: "Pros", condition });
  const events = ["ann", "bob"].map((contactId) => ({
    contactId,
    name: "signed_up",
    at: START - DAY_MS,
  }));
  await scene.happen(events);
  const { job, report, lines } = await scene.backtest({ segment: "pros" });
  expect(new Set(lines.map(({ contact }) => contact))).toEqual(new Set(["ann"]));
  expect(report).toMatchObject({ segment: "pros", people: 2, entered: 1 });
  expect(job.progress).toEqual({ seen: 2, of: 2 });
});

test("what a spreadsheet would take for a formula is made harmless", async () => {
  const hostile = ['=HYPERLINK("x","y")', "+1,2", "-3", "@sum", 'a "b", c', "\tnew\nline"];
  for (const id of hostile) await scene.person(id);
  await scene.happen(
    hostile.map((contactId) => ({ contactId, name: "signed_up", at: START - DAY_MS })),
  );
  const { lines } = await scene.backtest();
  const cells = lines.filter(({ decision }) => decision === "sent").map(({ contact }) => contact!);
  expect(cells.every((cell) => !/^[=+\-@\t\r]/.test(cell))).toBe(true);
  expect(new Set(cells)).toEqual(
    new Set(hostile.map((id) => (/^[=+\-@\t]/.test(id) ? `'${id}` : id))),
  );
});
