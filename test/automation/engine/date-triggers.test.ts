import { expect, test } from "vitest";
import { makeEngine } from "#test/support/engine.ts";

const started = async ({ must }: Awaited<ReturnType<typeof makeEngine>>, id: string) => {
  const { items } = (await must("GET", `/v1/sequences/${id}/enrollments`)).body;
  return items.map(({ since }: { since: string }) => since.slice(0, 16));
};
/** A sequence that is over at once, so that people may come again. */
const brief = {
  start: "note",
  steps: { note: { kind: "update", set: { seen: true }, next: null } },
};

test("a date lets in at its instant, also when it was there before the sequence", async () => {
  const engine = await makeEngine();
  await engine.put("ada", { attributes: { renewal: "2026-03-20" } });
  const enter = [{ date: "renewal", offset: "-P3D", time: "09:00" }];
  await engine.publish("renewal", { enter });
  await engine.put("bo", { attributes: { renewal: "2026-03-21" }, existing: true });
  await engine.goTo("2026-03-17T08:59:00.000Z");
  expect(await engine.inside("renewal")).toEqual([]);
  await engine.goTo("2026-03-17T09:01:00.000Z");
  expect(await engine.inside("renewal")).toEqual(["ada"]);
  await engine.goTo("2026-03-18T09:01:00.000Z");
  expect(await engine.inside("renewal")).toEqual(["ada", "bo"]);
  expect(await started(engine, "renewal")).toEqual(
    expect.arrayContaining(["2026-03-17T09:00", "2026-03-18T09:00"]),
  );
});

test("a date that is moved before it comes counts as it is now", async () => {
  const engine = await makeEngine();
  await engine.publish("renewal", { enter: [{ date: "renewal" }] });
  await engine.put("later", { attributes: { renewal: "2026-03-10" } });
  await engine.put("sooner", { attributes: { renewal: "2026-03-20" } });
  await engine.put("never", { attributes: { renewal: "2026-03-10" } });
  await engine.put("later", { attributes: { renewal: "2026-03-15" } });
  await engine.put("sooner", { attributes: { renewal: "2026-03-12" } });
  await engine.put("never", { attributes: { renewal: null } });
  await engine.goTo("2026-03-11T00:00:00.000Z");
  expect(await engine.inside("renewal")).toEqual([]);
  await engine.goTo("2026-03-12T00:01:00.000Z");
  expect(await engine.inside("renewal")).toEqual(["sooner"]);
  await engine.goTo("2026-03-25T00:00:00.000Z");
  expect(await engine.inside("renewal")).toEqual(["later", "sooner"]);
});

test("a date that is over when it is set, or when the sequence is published, starts no run", async () => {
  const engine = await makeEngine();
  await engine.put("before", { attributes: { renewal: "2026-03-01" } });
  await engine.publish("renewal", { enter: [{ date: "renewal" }] });
  engine.clock.advance(60_000);
  await engine.put("after", { attributes: { renewal: "2026-03-02" } });
  await engine.put("old", { attributes: { renewal: "2026-03-02" }, existing: true });
  await engine.goTo("2026-03-04T00:00:00.000Z");
  expect(await engine.inside("renewal")).toEqual([]);
});

test("a date that came while the sequence was paused is missed, and the next is not", async () => {
  const engine = await makeEngine();
  await engine.publish("renewal", { enter: [{ date: "renewal" }] });
  await engine.put("ada", { attributes: { renewal: "2026-03-05" } });
  await engine.put("bo", { attributes: { renewal: "2026-03-07" } });
  await engine.goTo("2026-03-04T12:00:00.000Z");
  await engine.must("POST", "/v1/sequences/renewal/pause");
  await engine.goTo("2026-03-06T12:00:00.000Z");
  await engine.must("POST", "/v1/sequences/renewal/resume");
  await engine.goTo("2026-03-08T00:00:00.000Z");
  expect(await engine.inside("renewal")).toEqual(["bo"]);
});

test("each new date lets in again, where the sequence says so", async () => {
  const engine = await makeEngine();
  const enter = [{ date: "renewal" }];
  await engine.publish("again", { enter, reentry: "after-exit", ...brief });
  await engine.publish("each", { enter, reentry: { perKey: "value" } });
  await engine.publish("once", { enter });
  for (const day of ["2026-03-05", "2026-03-08"]) {
    await engine.put("ada", { attributes: { renewal: day } });
    await engine.goTo(`${day}T00:30:00.000Z`);
  }
  expect((await started(engine, "each")).toSorted()).toEqual([
    "2026-03-05T00:00",
    "2026-03-08T00:00",
  ]);
  expect(await started(engine, "once")).toEqual(["2026-03-05T00:00"]);
  const { items } = (await engine.must("GET", "/v1/contacts/ada/timeline?limit=200")).body;
  const runs = items.filter(
    (item: Record<string, string>) => item.sequence === "again" && item.decision === "entered",
  );
  expect(runs).toHaveLength(2);
});

test("a schedule starts runs for its segment each time, until it is paused", async () => {
  const engine = await makeEngine();
  const pro = { name: "Pro", condition: { attribute: "plan", is: "pro" } };
  await engine.must("PUT", "/v1/segments/pro", pro);
  const schedule = { schedule: "0 9 * * MON", zone: "Europe/Zurich", segment: "pro" };
  await engine.publish("digest", { enter: [schedule], reentry: "after-exit", ...brief });
  await engine.put("ada", { attributes: { plan: "pro" } });
  await engine.put("bo", { attributes: { plan: "free" } });
  const mondays = async (id: string) => {
    const { items } = (await engine.must("GET", `/v1/contacts/${id}/timeline?limit=200`)).body;
    return items
      .filter((item: Record<string, string>) => item.decision === "entered")
      .map(({ at }: { at: string }) => at.slice(0, 16))
      .toSorted();
  };
  await engine.goTo("2026-03-09T07:59:00.000Z");
  expect(await mondays("ada")).toEqual([]);
  // Europe's summer time begins between the third and the fourth.
  await engine.goTo("2026-03-31T00:00:00.000Z");
  expect(await mondays("ada")).toEqual([
    "2026-03-09T08:00",
    "2026-03-16T08:00",
    "2026-03-23T08:00",
    "2026-03-30T07:00",
  ]);
  expect(await mondays("bo")).toEqual([]);
  await engine.must("POST", "/v1/sequences/digest/pause");
  await engine.goTo("2026-04-08T00:00:00.000Z");
  await engine.must("POST", "/v1/sequences/digest/resume");
  await engine.goTo("2026-04-15T00:00:00.000Z");
  expect((await mondays("ada")).slice(4)).toEqual(["2026-04-13T07:00"]);
});
