import { expect, test } from "vitest";
import { findByExternalId, readProfile } from "#shared/audience/profiles/index.ts";
import { type Engine, makeEngine } from "#test/support/engine.ts";

const pro = { name: "Pro", condition: { attribute: "plan", is: "pro" } };
const active = {
  name: "Active",
  condition: { event: "opened_app", within: "P30D" },
};

async function history({ table }: Engine, name: string) {
  const contact = await findByExternalId({ table }, "ada");
  const events = await table.query<{ at: number; data: object }>("people", `main#${contact}`, {
    prefix: `d#${name}#`,
  });
  return events.items.map(({ data }) => data);
}

test("a new segment includes every matching contact, without entry events for existing ones", async () => {
  const engine = await makeEngine();
  await engine.put("ada", { attributes: { plan: "pro" } });
  await engine.put("bo", { attributes: { plan: "free" } });
  engine.clock.advance(1);
  await engine.must("PUT", "/v1/segments/pro", pro);
  await engine.publish("greet", { enter: [{ segment: "pro", when: "entered" }] });
  await engine.settle();
  expect(await engine.members("pro")).toEqual(["ada"]);
  expect(await engine.inside("greet")).toEqual([]);
  await engine.put("bo", { attributes: { plan: "pro" } });
  await engine.put("cy", { attributes: { plan: "pro" } });
  await engine.put("old", { attributes: { plan: "pro" }, existing: true });
  expect(await engine.members("pro")).toEqual(["ada", "bo", "cy", "old"]);
  expect(await engine.inside("greet")).toEqual(["bo", "cy"]);
  const { body } = await engine.must("GET", "/v1/segments");
  expect(body.items).toMatchObject([{ id: "pro", name: "Pro", version: 1, members: 4 }]);
  expect((await engine.call("GET", "/v1/contacts/old")).body).toMatchObject({
    existing: true,
    segments: ["pro"],
  });
});

test("leaving a segment starts the sequences that it triggers", async () => {
  const engine = await makeEngine();
  await engine.must("PUT", "/v1/segments/pro", pro);
  await engine.publish("sorry", { enter: [{ segment: "pro", when: "left" }] });
  await engine.put("ada", { attributes: { plan: "pro" } });
  expect(await engine.inside("sorry")).toEqual([]);
  await engine.put("ada", { attributes: { plan: null } });
  expect(await engine.inside("sorry")).toEqual(["ada"]);
  expect(await engine.members("pro")).toEqual([]);
});

test("a contact leaves a segment at the instant at which an event leaves its window", async () => {
  const engine = await makeEngine();
  await engine.must("PUT", "/v1/segments/active", active);
  await engine.publish("win-back", { enter: [{ segment: "active", when: "left" }] });
  await engine.put("ada");
  await engine.goTo("2026-03-03T10:20:30.400Z");
  await engine.happen("ada", "opened_app");
  expect(await engine.members("active")).toEqual(["ada"]);
  await engine.goTo("2026-04-02T10:20:30.000Z");
  expect(await engine.members("active")).toEqual(["ada"]);
  await engine.goTo("2026-04-02T10:21:00.000Z");
  expect(await engine.members("active")).toEqual([]);
  expect(await engine.inside("win-back")).toEqual(["ada"]);
  const [left] = await history(engine, "segment.left");
  expect(left!.at - Date.parse("2026-04-02T10:20:30.400Z")).toBeLessThan(1_100);
  // Nothing is left to wake up for: what is past would have them judged at every event.
  const profile = await readProfile(engine, (await findByExternalId(engine, "ada"))!);
  expect(profile!.data.wakeAt).toBeUndefined();
});

test("one more event within the window keeps the person in", async () => {
  const engine = await makeEngine();
  await engine.must("PUT", "/v1/segments/active", active);
  await engine.put("ada");
  await engine.happen("ada", "opened_app");
  await engine.goTo("2026-03-20T12:00:00.000Z");
  await engine.happen("ada", "opened_app");
  await engine.goTo("2026-04-19T11:59:00.000Z");
  expect(await engine.members("active")).toEqual(["ada"]);
  await engine.goTo("2026-04-19T12:01:00.000Z");
  expect(await engine.members("active")).toEqual([]);
});

test("a date arrives, and the person is in the segment", async () => {
  const engine = await makeEngine();
  const condition = { attribute: "renewal", ahead: { lte: "P7D" } };
  await engine.must("PUT", "/v1/segments/due-soon", { name: "Due soon", condition });
  await engine.put("ada", { attributes: { renewal: "2026-03-20" } });
  await engine.goTo("2026-03-12T23:59:00.000Z");
  expect(await engine.members("due-soon")).toEqual([]);
  await engine.goTo("2026-03-13T00:01:00.000Z");
  expect(await engine.members("due-soon")).toEqual(["ada"]);
});

test("a change of consent applies at once, from any source", async () => {
  const engine = await makeEngine();
  await engine.must("PUT", "/v1/segments/mailable", {
    name: "Mailable",
    condition: { all: [{ subscribed: true }, { suppressed: false }] },
  });
  const path = "/v1/suppressions/ada@example.com";
  const seen: boolean[] = [];
  const look = async () => {
    await engine.settle();
    seen.push((await engine.members("mailable")).includes("ada"));
  };
  await engine.put("ada");
  await look();
  await engine.must("PUT", path);
  await look();
  await engine.must("DELETE", path);
  await look();
  await engine.put("ada", { subscribed: false });
  await look();
  await engine.publish("back", {
    enter: [{ event: "asked" }],
    start: "yes",
    steps: { yes: { kind: "update", subscribed: true, next: null } },
  });
  await engine.happen("ada", "asked");
  await look();
  expect(seen).toEqual([true, false, true, false, true]);
});

test("segments that ask for each other are judged at one look, whatever order they were made in", async () => {
  const engine = await makeEngine();
  const all = (...segments: string[]) => ({ all: segments.map((segment) => ({ segment })) });
  const put = (id: string, condition: object) =>
    engine.must("PUT", `/v1/segments/${id}`, { name: id, condition });
  await put("a-top", { subscribed: false });
  await put("m-mid", { subscribed: false });
  await put("z-base", pro.condition);
  await put("m-mid", all("z-base"));
  await put("a-top", all("m-mid"));
  await engine.settle();
  await engine.must("PUT", "/v1/contacts/ada", {
    email: "a@example.com",
    attributes: { plan: "pro" },
  });
  expect(engine.queued("work").at(-1)).toHaveProperty("reevaluate");
  await engine.settle();
  expect((await engine.call("GET", "/v1/contacts/ada")).body.segments).toEqual([
    "a-top",
    "m-mid",
    "z-base",
  ]);
});

test("the API explains with evidence why a contact is in a segment or not", async () => {
  const engine = await makeEngine();
  await engine.must("PUT", "/v1/segments/pro", pro);
  await engine.put("ada", { attributes: { plan: "free" } });
  const path = "/v1/contacts/ada/segments/pro";
  expect((await engine.must("GET", path)).body).toMatchObject({
    segment: "pro",
    in: false,
    since: "2026-03-02T12:00:00.000Z",
    version: 1,
    why: { matches: false, saw: { value: "free" } },
  });
  engine.clock.advance(60_000);
  await engine.put("ada", { attributes: { plan: "pro" } });
  expect((await engine.must("GET", path)).body).toMatchObject({
    in: true,
    since: "2026-03-02T12:01:00.000Z",
    why: { matches: true, saw: { value: "pro" } },
  });
  expect((await engine.call("GET", "/v1/contacts/ada/segments/none")).status).toBe(404);
  expect((await engine.call("GET", "/v1/contacts/missing/segments/pro")).status).toBe(404);
});
