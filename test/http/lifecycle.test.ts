import { expect, test } from "vitest";
import { makeApi, setUpSending } from "#test/support/api.ts";

const sequence = (name: string, steps?: object) => ({
  name,
  enter: [{ event: "signed_up" }],
  start: "hello",
  steps: steps ?? { hello: { kind: "send", template: "receipt", next: null } },
});

async function setUp() {
  const api = await makeApi();
  await setUpSending(api);
  const post = (id: string, action: string, body?: unknown) =>
    api.call("POST", `/v1/sequences/${id}/${action}`, body);
  const put = (id: string, definition: unknown) =>
    api.call("PUT", `/v1/sequences/${id}`, definition);
  const get = (path: string) => api.call("GET", `/v1/sequences${path}`);
  return { ...api, post, put, get };
}

test("lint says what it finds; warnings let a draft be published and errors do not", async () => {
  const { post, put, get } = await setUp();
  const call = { kind: "webhook", url: "http://example.com/x", next: null };
  await put("welcome", sequence("Welcome", { hello: call }));
  const warned = await get("/welcome/lint");
  expect(warned.body.findings).toEqual([
    expect.objectContaining({ code: "plain-http", level: "warning", path: "/steps/hello/url" }),
  ]);
  expect((await post("welcome", "publish")).body).toEqual({
    id: "welcome",
    version: 1,
    warnings: warned.body.findings,
  });
  const gone = { kind: "send", template: "gone", next: null };
  await put("welcome", sequence("Welcome", { hello: gone }));
  const refused = await post("welcome", "publish");
  expect([refused.status, refused.body.errors]).toEqual([
    422,
    [{ path: "/steps/hello/template", message: 'there is no template "gone": create it first' }],
  ]);
  expect((await get("/nothing/lint")).status).toBe(404);
});

test("sequences are listed by pages", async () => {
  const { put, get } = await setUp();
  for (const id of ["a", "b", "c"]) await put(id, sequence(id.toUpperCase()));
  const first = await get("?limit=2");
  expect(first.body.items).toEqual([
    expect.objectContaining({
      ...{ id: "a", name: "A", state: "draft", version: 0 },
      updatedAt: "2026-03-02T12:00:00.000Z",
    }),
    expect.objectContaining({ id: "b" }),
  ]);
  const rest = await get(`?limit=2&cursor=${first.body.cursor}`);
  expect(rest.body).toEqual({ items: [expect.objectContaining({ id: "c" })], cursor: null });
});

test("versions are listed newest first and stay as they were published", async () => {
  const { post, put, get, clock } = await setUp();
  for (const name of ["One", "Two", "Three"]) {
    await put("welcome", sequence(name));
    await post("welcome", "publish");
    clock.advance(60_000);
  }
  const first = await get("/welcome/versions?limit=2");
  expect(first.body.items).toEqual([
    { version: 3, publishedAt: "2026-03-02T12:02:00.000Z" },
    { version: 2, publishedAt: "2026-03-02T12:01:00.000Z" },
  ]);
  const rest = await get(`/welcome/versions?limit=2&cursor=${first.body.cursor}`);
  expect(rest.body).toEqual({
    items: [{ version: 1, publishedAt: "2026-03-02T12:00:00.000Z" }],
    cursor: null,
  });
  expect((await get("/welcome/versions/1")).body).toMatchObject({
    version: 1,
    definition: { name: "One" },
  });
  for (const wrong of ["4", "0", "x", "1e3"]) {
    expect((await get(`/welcome/versions/${wrong}`)).status).toBe(404);
  }
});

test("going back publishes the old body as a new version, and keeps a draft that was touched", async () => {
  const { post, put, get } = await setUp();
  for (const name of ["One", "Two"]) {
    await put("welcome", sequence(name));
    await post("welcome", "publish");
  }
  expect((await post("welcome", "revert", { version: 1 })).body).toMatchObject({ version: 3 });
  expect((await get("/welcome/versions/3")).body.definition.name).toBe("One");
  expect((await get("/welcome")).body).toMatchObject({ version: 3, draft: { name: "One" } });
  await put("welcome", sequence("Four"));
  expect((await post("welcome", "revert", { version: 2 })).body).toMatchObject({ version: 4 });
  expect((await get("/welcome/versions/4")).body.definition.name).toBe("Two");
  expect((await get("/welcome")).body.draft.name).toBe("Four");
  expect((await post("welcome", "revert", { version: 9 })).status).toBe(404);
  expect((await post("welcome", "revert", { version: 0 })).status).toBe(422);
});

test("each action goes with some states only, and says what to do instead", async () => {
  const { post, put, call } = await setUp();
  await put("welcome", sequence("Welcome"));
  for (const action of ["pause", "resume"]) {
    const early = await post("welcome", action);
    expect([early.status, early.body.detail]).toEqual([
      409,
      "this sequence was never published: publish it first",
    ]);
  }
  expect((await post("welcome", "revert", { version: 1 })).status).toBe(409);
  await post("welcome", "publish");
  const late = await call("DELETE", "/v1/sequences/welcome");
  expect([late.status, late.body.detail]).toEqual([
    409,
    "delete is not possible for a sequence that is live: archive it",
  ]);
  await put("other", sequence("Other"));
  expect((await call("DELETE", "/v1/sequences/other")).status).toBe(204);
  expect((await call("GET", "/v1/sequences/other")).status).toBe(404);
});

test("publishing a paused sequence resumes every run where it is", async () => {
  const { post, put, queued } = await setUp();
  await put("welcome", sequence("Welcome"));
  await post("welcome", "publish");
  await post("welcome", "pause");
  expect(queued("work")).toEqual([]);
  await post("welcome", "publish");
  expect(queued("work")).toHaveLength(16);
  const { fanOut } = queued("work")[0];
  expect(fanOut).toEqual({ kind: "resume", input: { sequence: "welcome" }, shard: 0 });
});
