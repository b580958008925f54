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

test("a segment that is not there, itself or a circle is refused with its place", async () => {
  const { call } = await makeEngine();
  const put = (id: string, condition: object) =>
    call("PUT", `/v1/segments/${id}`, { name: id, condition });
  const own = await put("a", { any: [{ subscribed: true }, { segment: "a" }] });
  expect([own.status, own.body.errors]).toEqual([
    422,
    [{ path: "/condition/any/1/segment", message: "a segment can not refer to itself" }],
  ]);
  const unknown = await put("a", { segment: "b" });
  expect(unknown.body.errors).toEqual([
    { path: "/condition/segment", message: 'there is no segment "b": create it first' },
  ]);
  await put("b", { subscribed: true });
  await put("a", { segment: "b" });
  await put("c", { none: [{ segment: "a" }] });
  const circle = await put("b", { all: [{ segment: "c" }] });
  expect(circle.body.errors).toEqual([
    { path: "/condition/all/0/segment", message: "refers to itself in a circle: b → c → a → b" },
  ]);
  const extra = await call("PUT", "/v1/segments/x", {
    name: "x",
    condition: { subscribed: true },
    y: 1,
  });
  expect([extra.status, extra.body.errors[0].path]).toEqual([422, "/y"]);
  expect((await call("PUT", "/v1/segments/Nö", {})).status).toBe(422);
});

test("a segment is deleted only when nothing reads it; it then has no members, and its name starts anew", async () => {
  const engine = await makeEngine();
  await engine.must("PUT", "/v1/segments/pro", pro);
  await engine.must("PUT", "/v1/segments/top", { name: "Top", condition: { segment: "pro" } });
  await engine.publish("greet", { enter: [{ segment: "pro" }] });
  await engine.put("ada", { attributes: { plan: "pro" } });
  const refused = await engine.call("DELETE", "/v1/segments/pro");
  expect([refused.status, refused.body.detail]).toEqual([
    409,
    'this segment is still used by segment "top", sequence "greet": change those first',
  ]);
  expect((await engine.call("DELETE", "/v1/segments/top")).status).toBe(204);
  await engine.settle();
  expect((await engine.call("GET", "/v1/segments/top")).status).toBe(404);
  expect((await engine.call("GET", "/v1/contacts/ada")).body.segments).toEqual(["pro"]);
  const free = { name: "Top", condition: { attribute: "plan", is: "free" } };
  const again = await engine.must("PUT", "/v1/segments/top", free);
  expect(again.body.version).toBe(2);
  await engine.settle();
  expect(await engine.members("top")).toEqual([]);
});

test("a segment is changed on the version that was seen; its name alone makes no new version", async () => {
  const { call, queued } = await makeEngine();
  const match = (tag: string) => ({ headers: { "if-match": tag } });
  const first = await call("PUT", "/v1/segments/pro", pro, match('"0"'));
  expect([first.status, first.headers.etag, queued("work").length]).toEqual([200, '"1"', 16]);
  expect((await call("PUT", "/v1/segments/pro", pro, match('"0"'))).status).toBe(412);
  const named = await call("PUT", "/v1/segments/pro", { ...pro, name: "Paying" }, match('"1"'));
  expect([named.body.version, named.headers.etag, queued("work").length]).toEqual([1, '"2"', 16]);
  const other = { name: "Paying", condition: { attribute: "plan", in: ["pro", "team"] } };
  const changed = await call("PUT", "/v1/segments/pro", other, match('"2"'));
  expect([changed.body.version, queued("work").length]).toEqual([2, 32]);
  expect((await call("DELETE", "/v1/segments/pro", undefined, match('"1"'))).status).toBe(412);
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

test("members and segments are paged without a gap or a repetition", async () => {
  const engine = await makeEngine();
  await engine.must("PUT", "/v1/segments/all-of-them", {
    name: "All",
    condition: { subscribed: true },
  });
  await engine.must("PUT", "/v1/segments/pro", pro);
  const names = Array.from({ length: 23 }, (_, i) => `p${String(i).padStart(2, "0")}`);
  for (const name of names) await engine.put(name);
  const pages = async (path: string, key: string) => {
    const seen: string[] = [];
    for (let cursor = ""; ; ) {
      const { body } = await engine.must("GET", `${path}?limit=1${cursor}`);
      seen.push(...body.items.map((item: Record<string, string>) => item[key]));
      if (body.cursor === null) return seen.toSorted();
      cursor = `&cursor=${body.cursor}`;
    }
  };
  expect(await pages("/v1/segments/all-of-them/members", "contactId")).toEqual(names);
  expect(await pages("/v1/segments", "id")).toEqual(["all-of-them", "pro"]);
});

test("a workspace has room for two hundred segments", async () => {
  const { call } = await makeEngine();
  for (let i = 0; i < 200; i++) {
    const answer = await call("PUT", `/v1/segments/s${i}`, {
      name: "s",
      condition: { subscribed: true },
    });
    expect(answer.status).toBe(200);
  }
  const more = await call("PUT", "/v1/segments/one-more", pro);
  expect([more.status, more.body.errors[0].message]).toEqual([
    422,
    "a workspace has room for at most 200 segments",
  ]);
});
