import { expect, test } from "vitest";
import { Unavailable } from "#shared/kernel/errors.ts";
import { makeApi } from "#test/support/api.ts";

const paths = (answer: { body: { errors: { path: string }[] } }) =>
  answer.body.errors.map(({ path }) => path);

test("every error is a problem document with the id of its request", async () => {
  const { call } = await makeApi();
  const answer = await call("GET", "/v1/nowhere");
  expect(answer.headers["content-type"]).toBe("application/problem+json");
  expect(answer.headers["cache-control"]).toBe("no-store");
  expect(answer.headers["x-content-type-options"]).toBe("nosniff");
  expect(answer.body).toEqual({
    type: "urn:dripstack:not-found",
    title: expect.any(String),
    status: 404,
    detail: expect.any(String),
    requestId: "request-1",
    errors: [],
  });
});

test("a known path with another method names the methods that it has", async () => {
  const { call } = await makeApi();
  const answer = await call("DELETE", "/v1/settings");
  expect(answer.status).toBe(405);
  expect(answer.headers.allow).toBe("GET, PUT, HEAD");
});

test("a path is decoded segment by segment, and a broken one is refused", async () => {
  const { call } = await makeApi();
  const made = await call("PUT", "/v1/contacts/a%20b%2Bc%C3%A9", { email: "ada@example.com" });
  expect(made.body.id).toBe("a b+cé");
  expect((await call("GET", "/v1/contacts/%E0%A4%A")).status).toBe(400);
  expect((await call("GET", "/v1/contacts/a%2Fb")).status).toBe(404);
  const slash = await call("PUT", "/v1/contacts/a%2Fb", { email: "ada@example.com" });
  expect([slash.status, ...paths(slash)]).toEqual([422, "/id"]);
  expect((await call("GET", `/v1/contacts/${"x".repeat(201)}`)).status).toBe(404);
  expect((await call("GET", "/v1/contacts/")).status).toBe(404);
});

test("a HEAD is answered as its GET is, without the body", async () => {
  const { call } = await makeApi();
  const answer = await call("HEAD", "/v1/settings", undefined, { key: "drip_read" });
  expect([answer.status, answer.text, answer.headers.etag]).toEqual([200, "", '"0"']);
  expect((await call("HEAD", "/v1/contacts/missing")).text).toBe("");
});

test("a fault says in words what was expected, and where", async () => {
  const { call } = await makeApi();
  const answer = await call("PUT", "/v1/contacts/ada", { email: 5, subscribed: "no" });
  expect(answer.body.errors).toEqual([
    { path: "/email", message: "Invalid input: expected string, received number" },
    { path: "/subscribed", message: "Invalid input: expected boolean, received string" },
  ]);
});

const step = (fields: object) => ({
  ...{ name: "Test", enter: [{ api: true }], start: "one", steps: { one: fields } },
});
const FOLLOWS = "is missing: name the next step, or null to end the run";

test.each<[string, string, unknown, string, string]>([
  ["PUT", "sequences/s", step({ kind: "send", template: "a" }), "/steps/one/next", FOLLOWS],
  [
    ...(["PUT", "sequences/s"] as const),
    step({ kind: "branch", cases: [{ when: { subscribed: true }, next: null }] }),
    "/steps/one/otherwise",
    FOLLOWS,
  ],
  [
    ...(["PUT", "sequences/s"] as const),
    step({ kind: "split", ways: [{ next: null }] }),
    "/steps/one/ways",
    "needs at least 2 entries",
  ],
  ["POST", "events", { events: [{ contactId: "a" }] }, "/events/0/name", "is missing"],
  ["GET", "contacts/ada/explain", undefined, "/sequence", "is missing"],
])("%s %s with %j says at %s: %s", async (method, path, body, at, message) => {
  const { call } = await makeApi();
  const answer = await call(method, `/v1/${path}`, body);
  expect([answer.status, answer.body.errors]).toEqual([422, [{ path: at, message }]]);
});

test("what can't be read is refused before anything is looked at", async () => {
  const { call, snapshot } = await makeApi();
  const before = snapshot();
  const post = (text: string, headers = {}) =>
    call("POST", "/v1/events", undefined, { text, headers });
  expect((await post("{")).status).toBe(400);
  expect((await call("POST", "/v1/events")).status).toBe(400);
  expect((await post("{}", { "content-type": "text/plain" })).status).toBe(415);
  expect((await post("{}", { "content-type": "application/jsonx" })).status).toBe(415);
  expect((await post(`"${"x".repeat(1024 * 1024)}"`)).status).toBe(413);
  const deep = `{"events":${"[".repeat(50_000)}${"]".repeat(50_000)}}`;
  expect((await post(deep)).status).toBe(422);
  expect(snapshot()).toBe(before);
});

test("a body of too many values is refused before one of them is made", async () => {
  const { call, snapshot } = await makeApi();
  const before = snapshot();
  const post = (values: number, value: string, quoted = "") =>
    call("POST", "/v1/events", undefined, {
      text: `{"events":[${`${value},`.repeat(values - 1)}${value}],"onConflict":"${quoted}"}`,
    });
  const faults = async (answer: ReturnType<typeof post>) => {
    const { status, body } = await answer;
    return [status, body.errors[0].path, body.errors[0].message];
  };
  const tooMany = [422, "", "may hold at most 100000 values"];
  expect(await faults(post(340_000, "{}"))).toEqual(tooMany);
  expect(await faults(post(400_000, "1"))).toEqual(tooMany);
  // What stands in a text is no value.
  const inText = await post(1, "1", '\\",[{'.repeat(60_000));
  expect(paths(inText)).toContain("/onConflict");
  expect(await faults(post(90_000, "{}"))).toEqual([
    422,
    "/events",
    "may have at most 500 entries",
  ]);
  expect(snapshot()).toBe(before);
});

test("of a body with very many unknown fields the first hundred are named", async () => {
  const { call } = await makeApi();
  const text = `{${Array.from({ length: 40_000 }, (_, n) => `"${n}":1`).join(",")}}`;
  const answer = await call("PUT", "/v1/contacts/ada", undefined, { text });
  expect([answer.status, answer.body.errors.length]).toEqual([422, 100]);
});

test.each([
  ["POST", "/v1/keys"],
  ["PUT", "/v1/settings"],
  ["POST", "/v1/sources"],
  ["PUT", "/v1/suppressions/ada@example.com"],
  ["POST", "/v1/sending/stop"],
])("%s %s takes no more than a small body", async (method, path) => {
  const { call, snapshot } = await makeApi();
  const before = snapshot();
  const text = JSON.stringify({ name: "x".repeat(64 * 1024) });
  expect((await call(method, path, undefined, { text })).status).toBe(413);
  expect(snapshot()).toBe(before);
});

test("a body in base64 counts and is read as what it stands for", async () => {
  const { call } = await makeApi();
  const text = JSON.stringify({ email: "ada@example.com" });
  const answer = await call("PUT", "/v1/contacts/ada", undefined, { text, base64: true });
  expect(answer.status).toBe(200);
  const large = `"${"x".repeat(1024 * 1024)}"`;
  const refused = await call("PUT", "/v1/contacts/ada", undefined, { text: large, base64: true });
  expect(refused.status).toBe(413);
});

test("unknown fields are named by their own path, also in events and conditions", async () => {
  const { call, snapshot } = await makeApi();
  const before = snapshot();
  const event = { email: "ada@example.com", name: "seen" };
  const events = await call("POST", "/v1/events", { events: [event, { ...event, nmae: 1 }] });
  expect([events.status, ...paths(events)]).toEqual([422, "/events/1/nmae"]);
  const contact = await call("PUT", "/v1/contacts/ada", { email: "ada@example.com", "a/b~": 1 });
  expect(paths(contact)).toEqual(["/a~1b~0"]);
  const sequence = await call("PUT", "/v1/sequences/welcome", {
    name: "Welcome",
    enter: [{ event: "signed_up" }],
    exit: [{ any: [{ attribute: "plan", is: "pro", iz: 1 }] }],
    start: "a",
    steps: { a: { kind: "wait", for: "soon", next: null } },
  });
  expect(paths(sequence)).toEqual(["/exit/0/any/0/iz", "/steps/a/for"]);
  expect(snapshot()).toBe(before);
});

test("text that can't be kept as it is is refused where it stands", async () => {
  const { call } = await makeApi();
  const put = (text: string) => call("PUT", "/v1/contacts/ada", undefined, { text });
  const half = await put('{"email":"ada@example.com","attributes":{"a":"\\ud800"}}');
  expect(paths(half)).toEqual(["/attributes/a"]);
  const proto = await put('{"email":"ada@example.com","attributes":{"__proto__":1}}');
  expect(paths(proto)).toEqual(["/attributes/__proto__"]);
  const huge = await put('{"email":"ada@example.com","attributes":{"a":1e999}}');
  expect(paths(huge)).toEqual(["/attributes/a"]);
});

test("a store that doesn't answer is worth another try; a defect shows and logs nothing of the input", async () => {
  const api = await makeApi();
  const get = api.table.get;
  api.world.table.get = async () => {
    throw new Unavailable("throttled ada@example.com");
  };
  const busy = await api.call("GET", "/v1/contacts/ada");
  expect([busy.status, busy.headers["retry-after"]]).toEqual([503, "2"]);
  api.world.table.get = async () => {
    throw new TypeError("no ada@example.com here");
  };
  const broken = await api.call("GET", "/v1/contacts/ada");
  expect([broken.status, broken.body.type]).toEqual([500, "urn:dripstack:internal"]);
  api.world.table.get = get;
  expect(api.logged).toHaveLength(2);
  expect(api.logged[1]?.details).toMatchObject({ requestId: "request-1", error: "TypeError" });
  expect(JSON.stringify([busy.text, broken.text, api.logged])).not.toContain("ada@");
});
