import { expect, test } from "vitest";
import { type Engine, makeEngine } from "#test/support/engine.ts";

const PRO = { name: "Pro", condition: { attribute: "plan", is: "pro" } };
const DAY = 86_400_000;
const WAY_OF_EVERY_YEAR = { date: "renews", offset: "-P3D", time: "09:00", every: "year" };
const why = async (engine: Engine): Promise<string[]> => {
  const { body } = await engine.must("GET", "/v1/contacts/ann/explain?sequence=vip");
  return body.whyNotEntered.map(({ missing }: { missing: string }) => missing);
};
async function started(enter: object[], attributes: object = {}) {
  const engine = await makeEngine();
  await engine.must("PUT", "/v1/segments/pro", PRO);
  await engine.publish("vip", { enter });
  await engine.put("ann", { attributes });
  return engine;
}

test("an event, a segment and a date that came while the sequence was paused say so, also when it goes on", async () => {
  const engine = await started([{ event: "go" }, { segment: "pro" }, { date: "renews" }], {
    renews: "2026-03-03T00:00:00Z",
  });
  await engine.must("POST", "/v1/sequences/vip/pause");
  engine.clock.advance(DAY);
  await engine.happen("ann", "go");
  await engine.put("ann", { attributes: { plan: "pro" } });
  const open = "while the sequence was paused (from 2026-03-02T12:00:00.000Z)";
  expect(await why(engine)).toEqual([
    `go happened at 2026-03-03T12:00:00.000Z, ${open}`,
    `segment pro was entered at 2026-03-03T12:00:00.000Z, ${open}`,
    `the date in renews, "2026-03-03T00:00:00Z", was reached at 2026-03-03T00:00:00.000Z, ${open}`,
  ]);
  engine.clock.advance(DAY);
  await engine.must("POST", "/v1/sequences/vip/resume");
  await engine.settle();
  const stretch = "(from 2026-03-02T12:00:00.000Z to 2026-03-04T12:00:00.000Z)";
  const closed = `while the sequence was paused ${stretch}`;
  for (const missing of await why(engine)) expect(missing).toContain(closed);
  engine.clock.advance(1);
  await engine.happen("ann", "go");
  expect(await engine.inside("vip")).toEqual(["ann"]);
});

test("publishing ends a pause, and archiving is told too", async () => {
  const engine = await started([{ event: "go" }]);
  await engine.must("POST", "/v1/sequences/vip/archive");
  engine.clock.advance(DAY);
  await engine.happen("ann", "go");
  engine.clock.advance(DAY);
  await engine.must("POST", "/v1/sequences/vip/publish");
  expect(await why(engine)).toEqual([
    "go happened at 2026-03-03T12:00:00.000Z, while the sequence was archived " +
      "(from 2026-03-02T12:00:00.000Z to 2026-03-04T12:00:00.000Z)",
  ]);
});

test.each<[unknown, string]>([
  ["soon", 'the date in renews can not be read: it is "soon"'],
  [17, "the date in renews can not be read: it is 17"],
  ["2026-13-01", 'the date in renews can not be read: it is "2026-13-01"'],
  [undefined, "there is no date in renews"],
  [
    "2026-04-01T00:00:00Z",
    'the date in renews, "2026-04-01T00:00:00Z", starts a run at 2026-03-29T09:00:00.000Z',
  ],
  [
    "2026-02-01T00:00:00Z",
    'the date in renews, "2026-02-01T00:00:00Z", was reached at 2026-01-29T09:00:00.000Z, ' +
      "and was set only at 2026-03-02T12:00:00.000Z",
  ],
])("a date %s says what is wrong with it", async (renews, missing) => {
  const way = { date: "renews", offset: "-P3D", time: "09:00" };
  const engine = await started([way], renews === undefined ? {} : { renews });
  expect(await why(engine)).toEqual([missing]);
});

test.each<[string, string]>([
  ["02-29", "2027-02-25T09:00:00.000Z"],
  ["1990-05-01", "2026-04-28T09:00:00.000Z"],
  ["1990-03-05", "2027-03-02T09:00:00.000Z"],
  ["2030-05-01", "2030-04-28T09:00:00.000Z"],
])("a date of every year, %s, lets them in when it is said to", async (renews, at) => {
  const engine = await started([WAY_OF_EVERY_YEAR], { renews });
  expect(await why(engine)).toEqual([`the date in renews, "${renews}", starts a run at ${at}`]);
  await engine.goTo(Date.parse(at) - 60_000);
  expect(await engine.inside("vip")).toEqual([]);
  await engine.goTo(Date.parse(at) + 60_000);
  expect(await engine.inside("vip")).toEqual(["ann"]);
});

test("a date of every year that can not be read, or came round during a pause, says so", async () => {
  const engine = await started([WAY_OF_EVERY_YEAR], { renews: "02-30" });
  expect(await why(engine)).toEqual(['the date in renews can not be read: it is "02-30"']);
  await engine.put("ann", { attributes: { renews: "1990-03-06" } });
  await engine.must("POST", "/v1/sequences/vip/pause");
  await engine.goTo("2026-03-12T12:00:00Z");
  await engine.must("POST", "/v1/sequences/vip/resume");
  await engine.settle();
  expect(await why(engine)).toEqual([
    'the date in renews, "1990-03-06", was reached at 2026-03-03T09:00:00.000Z, while the sequence ' +
      "was paused (from 2026-03-02T12:00:00.000Z to 2026-03-12T12:00:00.000Z); " +
      "it starts a run at 2027-03-03T09:00:00.000Z",
  ]);
  await engine.put("bo", { attributes: { renews: "1990-03-20" } });
  await engine.goTo("2026-03-18T12:00:00Z");
  expect(await engine.inside("vip")).toEqual(["bo"]);
});

test("who was enrolled by hand and did not come in is told why", async () => {
  const engine = await makeEngine();
  const nothing = { nothing: { kind: "exit" } };
  const wait = { api: true };
  await engine.publish("vip", { enter: [wait], reentry: { perKey: "order" } });
  await engine.publish("other", { enter: [wait], start: "nothing", steps: nothing });
  await engine.put("ann");
  const enroll = (id: string) =>
    engine.must("POST", `/v1/sequences/${id}/enrollments`, { contactId: "ann" });
  await enroll("other");
  await engine.settle();
  expect(await why(engine)).toEqual(["was not enrolled"]);
  await enroll("vip");
  await engine.settle();
  expect(await why(engine)).toEqual([
    'the contact was enrolled at 2026-03-02T12:00:00.000Z, but there is one run for each "order", and `data` has no usable one',
  ]);
});
