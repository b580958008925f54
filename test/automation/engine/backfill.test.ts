import { expect, test } from "vitest";
import { DAY_MS, iso } from "#shared/kernel/time.ts";
import { type Engine, makeEngine } from "#test/support/engine.ts";

const ago = ({ clock }: Engine, days: number) => iso(clock.now() - days * DAY_MS);
const backfill = async (engine: Engine, events: object[]) => {
  const answer = await engine.call("POST", "/v1/events", { events, backfill: true });
  await engine.settle();
  return answer;
};
const putBuyers = (engine: Engine) =>
  engine.must("PUT", "/v1/segments/buyers", { name: "Buyers", condition: { event: "ordered" } });

test("past events count for conditions and start no run, by themselves or by a segment", async () => {
  const engine = await makeEngine();
  await putBuyers(engine);
  await engine.publish("by-event", { enter: [{ event: "ordered" }], reentry: "after-exit" });
  await engine.publish("by-segment", { enter: [{ segment: "buyers" }] });
  await engine.publish("by-birth", { enter: [{ event: "contact.created" }] });
  await engine.put("ada");
  const { status, body } = await backfill(engine, [
    { contactId: "ada", name: "ordered", at: ago(engine, 30), id: "o1" },
    { contactId: "bo", email: "bo@example.com", name: "ordered", at: ago(engine, 20) },
  ]);
  expect([status, body.accepted]).toEqual([202, 2]);
  expect(await engine.members("buyers")).toEqual(["ada", "bo"]);
  expect(await engine.inside("by-event")).toEqual([]);
  expect(await engine.inside("by-segment")).toEqual([]);
  expect(await engine.inside("by-birth")).toEqual(["ada"]);
  const { items } = (await engine.must("GET", "/v1/contacts/ada/timeline")).body;
  const ordered = items.find(({ name }: { name?: string }) => name === "ordered");
  expect(ordered.at).toBe(ago(engine, 30));
  expect((await engine.must("GET", "/v1/contacts/bo")).body.existing).toBe(true);
  // The same once more, as if it had been answered with nothing.
  await backfill(engine, [{ contactId: "ada", name: "ordered", at: ago(engine, 30), id: "o1" }]);
  expect(await engine.inside("by-event")).toEqual([]);
  await engine.publish("by-old", { enter: [{ event: "ordered" }] });
  engine.clock.advance(DAY_MS);
  await backfill(engine, [{ contactId: "ada", name: "ordered", at: ago(engine, 0.5), id: "o2" }]);
  const told = (await engine.must("GET", "/v1/contacts/ada/explain?sequence=by-old")).body;
  expect(told.whyNotEntered[0].missing).toContain("it was backfilled as history");
  await engine.happen("ada", "ordered");
  expect(await engine.inside("by-event")).toEqual(["ada"]);
});

test("a run is not woken by past events, and sees them when it is looked at next", async () => {
  const engine = await makeEngine();
  await engine.publish("waiting", {
    enter: [{ event: "start" }],
    exit: [{ event: "left", count: { gte: 2 } }],
    steps: {
      rest: {
        ...{ kind: "waitFor", condition: { event: "ordered" }, timeout: "P30D" },
        ...{ next: null, otherwise: null },
      },
    },
  });
  await engine.put("ada");
  await engine.happen("ada", "start");
  await backfill(engine, [{ contactId: "ada", name: "ordered", at: ago(engine, 3) }]);
  expect(await engine.inside("waiting")).toEqual(["ada"]);
  await engine.happen("ada", "left");
  expect(await engine.inside("waiting")).toEqual([]);
});

test("what happens in the same batch as past events is news as ever", async () => {
  const engine = await makeEngine();
  const condition = { event: "ordered", count: { gte: 2 } };
  await engine.must("PUT", "/v1/segments/regulars", { name: "Regulars", condition });
  await engine.publish("by-segment", { enter: [{ segment: "regulars" }] });
  await engine.put("ada");
  const events = [{ contactId: "ada", name: "ordered", at: ago(engine, 9) }];
  await engine.must("POST", "/v1/events", { events, backfill: true });
  await engine.must("POST", "/v1/events", { events: [{ contactId: "ada", name: "ordered" }] });
  await engine.settle();
  expect(await engine.inside("by-segment")).toEqual(["ada"]);
});

test("a past event older than events are kept is refused where it stands", async () => {
  const engine = await makeEngine();
  const one = (days: number) => ({ email: "ada@example.com", name: "a", at: ago(engine, days) });
  const { status, body } = await backfill(engine, [one(399), one(401)]);
  expect([status, body.errors]).toEqual([
    422,
    [{ path: "/events/1/at", message: "is older than events are kept: 400 days" }],
  ]);
});
