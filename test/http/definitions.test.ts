import { expect, test } from "vitest";
import { makeApi, setUpSending } from "#test/support/api.ts";

const sequence = {
  name: "Welcome",
  enter: [{ event: "signed_up" }],
  start: "hello",
  steps: { hello: { kind: "send", template: "receipt", next: null } },
};
const match = (tag: string) => ({ headers: { "if-match": tag } });

test("settings are replaced as a whole, on the version that was seen", async () => {
  const { call } = await makeApi();
  const first = await call("PUT", "/v1/settings", { timeZone: "Europe/Berlin" }, match('"0"'));
  expect([first.status, first.headers.etag]).toEqual([200, '"1"']);
  expect((await call("PUT", "/v1/settings", {}, match('"0"'))).status).toBe(412);
  expect((await call("GET", "/v1/settings")).body.timeZone).toBe("Europe/Berlin");
  const second = await call("PUT", "/v1/settings", {}, match('"1"'));
  expect([second.body.timeZone, second.headers.etag]).toEqual(["UTC", '"2"']);
  const bad = await call("PUT", "/v1/settings", { from: { name: "a\r\nb", email: "x" } });
  expect(bad.body.errors.map(({ path }: { path: string }) => path)).toEqual([
    "/from/name",
    "/from/email",
  ]);
});

test("a template is compiled, versioned and shown as it was written", async () => {
  const { call } = await makeApi();
  const source = { subject: "Hi {{ contact.name }}", html: "<p>Hello</p>" };
  const first = await call("PUT", "/v1/templates/hello", source);
  expect(first.body).toEqual({
    id: "hello",
    version: 1,
    ...source,
    variables: expect.arrayContaining(["contact.name"]),
    updatedAt: "2026-03-02T12:00:00.000Z",
  });
  expect((await call("PUT", "/v1/templates/hello", source)).headers.etag).toBe('"1"');
  const next = await call("PUT", "/v1/templates/hello", { ...source, text: "Hello" }, match('"1"'));
  expect(next.headers.etag).toBe('"2"');
  expect((await call("PUT", "/v1/templates/hello", source, match('"1"'))).status).toBe(412);
  expect((await call("GET", "/v1/templates/hello")).body).toEqual(next.body);
  expect((await call("GET", "/v1/templates/hello%231")).status).toBe(404);
});

test("a template that does not compile is refused with the part at fault", async () => {
  const { call, snapshot } = await makeApi();
  const before = snapshot();
  const put = (source: object, id = "hello") => call("PUT", `/v1/templates/${id}`, source);
  const liquid = await put({ subject: "{% if %}", html: "<p>Hello</p>" });
  expect([liquid.status, liquid.body.errors[0].path]).toEqual([422, "/subject"]);
  expect((await put({ subject: "Hi", html: "<p></p>", mjml: "<mjml></mjml>" })).status).toBe(422);
  expect((await put({ subject: "Hi" })).status).toBe(422);
  const unread = await put({ subject: "Hi", html: "<p>Hello</p><!--" });
  expect([unread.status, unread.body.errors[0].path]).toEqual([422, "/html"]);
  const name = await put({ subject: "Hi", html: "<p>Hello</p>" }, "Hello");
  expect([name.status, name.body.errors[0].path]).toEqual([422, "/id"]);
  expect(snapshot()).toBe(before);
});

test("a sequence is drafted, published, paused and resumed", async () => {
  const api = await makeApi();
  const { call } = api;
  const draft = await call("PUT", "/v1/sequences/welcome", sequence);
  expect(draft.body).toMatchObject({ id: "welcome", state: "draft", version: 0, counts: {} });
  const early = await call("POST", "/v1/sequences/welcome/publish");
  expect([early.status, early.body.errors.length]).toEqual([422, 3]);
  expect((await call("POST", "/v1/sequences/welcome/pause")).status).toBe(409);
  await setUpSending(api);
  const published = await call("POST", "/v1/sequences/welcome/publish");
  expect(published.body).toEqual({ id: "welcome", version: 1, warnings: [] });
  expect((await call("POST", "/v1/sequences/welcome/pause")).body.state).toBe("paused");
  expect((await call("POST", "/v1/sequences/welcome/resume", {})).body.state).toBe("live");
  const seen = await call("GET", "/v1/sequences/welcome");
  expect(seen.body).toMatchObject({ state: "live", version: 1, draft: { name: "Welcome" } });
  const stale = await call("PUT", "/v1/sequences/welcome", sequence, match('"1"'));
  expect(stale.status).toBe(412);
  const fresh = await call("PUT", "/v1/sequences/welcome", sequence, match(seen.headers.etag!));
  expect(fresh.status).toBe(200);
});

test("a sequence with names that lead nowhere is refused", async () => {
  const { call } = await makeApi();
  const steps = { hello: { kind: "wait", for: "P1D", next: "gone" } };
  const answer = await call("PUT", "/v1/sequences/welcome", { ...sequence, steps });
  expect([answer.status, answer.body.errors[0].path]).toEqual([422, "/steps/hello/next"]);
  expect((await call("GET", "/v1/sequences/welcome")).status).toBe(404);
  expect((await call("POST", "/v1/sequences/Welcome/publish")).status).toBe(404);
});

type Operation = {
  operationId: string;
  parameters?: { in: string; name: string; required?: boolean }[];
  responses: { default: { content: object } };
};

test("the document is OpenAPI 3.1 and lists every route with its problems", async () => {
  const { call } = await makeApi();
  const { body } = await call("GET", "/v1/openapi.json", undefined, { key: null });
  expect(body.openapi).toMatch(/^3\.1\./);
  expect(body.info).toMatchObject({ title: expect.any(String), version: expect.any(String) });
  const { routes } = await import("#functions/api/routes.ts");
  const listed = Object.entries(body.paths).flatMap(([path, item]) =>
    Object.keys(item as object).map((method) => `${method.toUpperCase()} ${path}`),
  );
  expect(listed.toSorted()).toEqual(
    routes.map(({ method, path }) => `${method} ${path}`).toSorted(),
  );
  const ids = new Set<string>();
  for (const [path, item] of Object.entries<Record<string, Operation>>(body.paths)) {
    for (const operation of Object.values(item)) {
      ids.add(operation.operationId);
      expect(operation.responses.default.content).toHaveProperty("application/problem+json");
      const named = (operation.parameters ?? [])
        .filter((parameter) => parameter.in === "path")
        .map(({ name, required }) => required && `{${name}}`);
      expect(named).toEqual(path.match(/\{\w+\}/g) ?? []);
    }
  }
  expect(ids.size).toBe(routes.length);
  for (const [, reference] of JSON.stringify(body).matchAll(
    /"\$ref":"#\/components\/schemas\/(\w+)"/g,
  )) {
    expect(body.components.schemas).toHaveProperty(reference!);
  }
});

test("a segment can not ask for what started a run, for it has none", async () => {
  const { call } = await makeApi();
  const condition = { event: "ordered", where: { cart: { is: { entry: "cart" } } } };
  const answer = await call("PUT", "/v1/segments/carts", { name: "Carts", condition });
  expect([answer.status, answer.body.errors]).toEqual([
    422,
    [{ path: "/condition", message: '"entry" is of a run: a segment has none' }],
  ]);
});

test("a sequence is created only where there is none, on request", async () => {
  const { call } = await makeApi();
  const first = await call("PUT", "/v1/sequences/welcome", sequence, match('"0"'));
  expect([first.status, first.headers.etag]).toEqual([200, '"1"']);
  expect((await call("PUT", "/v1/sequences/welcome", sequence, match('"0"'))).status).toBe(412);
});

test("a draft that was changed after it was read is not published", async () => {
  const api = await makeApi();
  await setUpSending(api);
  const { call } = api;
  const first = await call("PUT", "/v1/sequences/hello", sequence);
  const second = await call("PUT", "/v1/sequences/hello", { ...sequence, name: "Other" });
  const publish = (tag: string) => call("POST", "/v1/sequences/hello/publish", {}, match(tag));
  expect((await publish(first.headers.etag!)).status).toBe(412);
  expect((await call("GET", "/v1/sequences/hello")).body.version).toBe(0);
  const published = await publish(second.headers.etag!);
  expect([published.status, published.body.version]).toEqual([200, 1]);
  expect((await call("GET", "/v1/sequences/hello")).headers.etag).toBe(published.headers.etag);
});
