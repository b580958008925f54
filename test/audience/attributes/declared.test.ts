import { expect, test } from "vitest";
import { makeEngine } from "#test/support/engine.ts";

const attributes = "/v1/attributes";

test("a declared attribute takes values of its type; others are refused by name, and nothing is kept", async () => {
  const { call, must, put } = await makeEngine();
  await put("ada", { attributes: { seats: "many", plan: "pro" } });
  const declared = await must("PUT", `${attributes}/seats`, { type: "number", label: "Seats" });
  expect(declared.body).toEqual({
    name: "seats",
    type: "number",
    label: "Seats",
    sensitive: false,
  });
  await must("PUT", `${attributes}/born%2Fday`, { type: "date" });
  const refused = await call("PUT", "/v1/contacts/ada", {
    attributes: { seats: "3", "born/day": "yesterday", plan: "free" },
  });
  expect([refused.status, refused.body.errors]).toEqual([
    422,
    [
      { path: "/attributes/seats", message: "must be a number, as this attribute is declared" },
      {
        path: "/attributes/born~1day",
        message: "must be a date such as 2026-12-01, as this attribute is declared",
      },
    ],
  ]);
  const shown = async () => (await must("GET", "/v1/contacts/ada")).body.attributes;
  expect(await shown()).toEqual({ seats: "many", plan: "pro" });
  await put("ada", { attributes: { seats: 3, "born/day": "1990-02-28" } });
  expect(await shown()).toEqual({ seats: 3, plan: "pro", "born/day": "1990-02-28" });
  await put("ada", { attributes: { seats: null } });
  expect(await shown()).not.toHaveProperty("seats");
  expect((await call("DELETE", `${attributes}/seats`)).status).toBe(204);
  await put("ada", { attributes: { seats: "many" } });
  expect((await call("DELETE", `${attributes}/seats`)).status).toBe(404);
  expect((await call("GET", `${attributes}/seats`)).status).toBe(404);
});

test("declared attributes are listed by name, page by page, and changed on the version that was seen", async () => {
  const { call, must } = await makeEngine();
  expect((await must("GET", attributes)).body).toEqual({ items: [], cursor: null });
  for (const name of ["plan", "constructor", "Ärger"])
    await must("PUT", `${attributes}/${encodeURIComponent(name)}`, { type: "text" });
  const first = (await must("GET", `${attributes}?limit=2`)).body;
  expect(first.items.map(({ name }: { name: string }) => name)).toEqual(["constructor", "plan"]);
  const rest = (await must("GET", `${attributes}?limit=2&cursor=${first.cursor}`)).body;
  expect([rest.items.map(({ name }: { name: string }) => name), rest.cursor]).toEqual([
    ["Ärger"],
    null,
  ]);
  const seen = await must("GET", `${attributes}/plan`);
  const match = { headers: { "if-match": seen.headers.etag! } };
  const body = { type: "list" };
  expect((await call("PUT", `${attributes}/plan`, body, match)).status).toBe(200);
  expect((await call("PUT", `${attributes}/plan`, body, match)).status).toBe(412);
  expect((await call("PUT", `${attributes}/new`, body, match)).status).toBe(412);
});

test("what can be no declaration is refused with its place", async () => {
  const { call } = await makeEngine();
  const paths = async (name: string, body: object) => {
    const { status, body: answer } = await call("PUT", `${attributes}/${name}`, body);
    return [status, ...answer.errors.map(({ path }: { path: string }) => path)];
  };
  expect(await paths("plan", {})).toEqual([422, "/type"]);
  expect(await paths("plan", { type: "colour" })).toEqual([422, "/type"]);
  expect(await paths("plan", { type: "text", label: "" })).toEqual([422, "/label"]);
  expect(await paths("plan", { type: "text", more: 1 })).toEqual([422, "/more"]);
  expect(await paths("plan", { type: "text", label: "a\nb" })).toEqual([422, "/label"]);
  for (const name of ["x".repeat(101), "%00", "a%0Ab", "__proto__"])
    expect(await paths(name, { type: "text" })).toEqual([422, "/name"]);
});

test("a workspace declares at most 200 attributes", async () => {
  const { call, must } = await makeEngine();
  for (let n = 0; n < 200; n++) await must("PUT", `${attributes}/a${n}`, { type: "text" });
  await must("PUT", `${attributes}/a7`, { type: "number" });
  expect((await call("PUT", `${attributes}/more`, { type: "text" })).status).toBe(422);
});

test("a sensitive attribute is in no list of contacts, and none of its values is suggested", async () => {
  const { must, put } = await makeEngine();
  for (const id of ["a", "b", "c", "d", "e", "f"])
    await put(id, { attributes: { plan: "pro", illness: "flu" } });
  await must("PUT", `${attributes}/illness`, { type: "text", sensitive: true });
  const { items } = (await must("GET", "/v1/contacts")).body;
  expect(items[0].attributes).toEqual({ plan: "pro" });
  const words = (await must("GET", "/v1/vocabulary")).body.attributes;
  expect(words).toEqual([
    { name: "illness", types: ["text"], values: [] },
    { name: "plan", types: ["text"], values: ["pro"] },
  ]);
  const { body } = await must("GET", "/v1/contacts/a");
  expect(body.attributes).toEqual({ plan: "pro", illness: "flu" });
});

test("steps keep the types too: what does not fit leaves the attribute, and the decision says so", async () => {
  const { must, publish, put, happen } = await makeEngine();
  await must("PUT", `${attributes}/seats`, { type: "number" });
  await publish("count", {
    enter: [{ event: "bought" }],
    start: "set",
    steps: {
      set: {
        kind: "update",
        set: { seats: { event: "seats" }, last: { event: "seats" } },
        next: "more",
      },
      more: { kind: "update", set: { seats: { add: 1 } }, next: null },
    },
  });
  const after = async (id: string, bought: unknown) => {
    await put(id, { attributes: { seats: 1 } });
    await happen(id, "bought", { seats: bought });
    return (await must("GET", `/v1/contacts/${id}`)).body.attributes;
  };
  expect(await after("ada", 4)).toEqual({ seats: 5, last: 4 });
  expect(await after("bob", "lots")).toEqual({ seats: 2, last: "lots" });
  const { items } = (await must("GET", "/v1/contacts/bob/timeline?kind=decision")).body;
  expect(JSON.stringify(items)).toContain("last; seats can not hold what it was given");
});
