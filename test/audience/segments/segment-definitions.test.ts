import { expect, test } from "vitest";
import { makeEngine } from "#test/support/engine.ts";

const pro = { name: "Pro", condition: { attribute: "plan", is: "pro" } };

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
