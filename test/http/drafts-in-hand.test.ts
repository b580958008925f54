import { expect, test } from "vitest";
import { makeApi, setUpSending } from "#test/support/api.ts";

const definition = {
  name: "Welcome",
  enter: [{ event: "signed_up" }],
  start: "hello",
  steps: {
    hello: { kind: "send", template: "receipt", next: "day" },
    day: { kind: "wait", for: "P1D", next: "more" },
    more: { kind: "send", template: "receipt", next: null },
  },
};

async function setUp() {
  const api = await makeApi();
  await setUpSending(api);
  return api;
}

test("a definition is linted before it is saved, and a finding brings its fix", async () => {
  const { call, snapshot } = await setUp();
  const before = snapshot();
  const steps = { ...definition.steps, lost: { kind: "exit" } };
  const { status, body } = await call("POST", "/v1/sequences/lint", {
    definition: { ...definition, steps },
  });
  expect(status).toBe(200);
  expect(body.findings).toEqual([
    {
      code: "unreachable-step",
      level: "error",
      path: "/steps/lost",
      message: expect.any(String),
      remedy: expect.any(String),
      values: { count: 1 },
      fix: { label: "Remove it", patch: [{ op: "remove", path: "/steps/lost" }] },
    },
  ]);
  expect(snapshot()).toBe(before);
});

test("what is wrong with its form is refused with its place below the definition", async () => {
  const { call } = await setUp();
  const steps = { hello: { kind: "send", template: "receipt" } };
  for (const [path, more] of [
    ["lint", {}],
    ["simulate", {}],
    ["impact", { id: "welcome" }],
  ] as const) {
    const { status, body } = await call("POST", `/v1/sequences/${path}`, {
      definition: { ...definition, steps },
      ...more,
    });
    expect(status).toBe(422);
    expect(body.errors[0].path).toBe("/definition/steps/hello/next");
  }
});

test("a definition is simulated before it is saved; each decision names its step's place", async () => {
  const { call, snapshot } = await setUp();
  const before = snapshot();
  const { status, body } = await call("POST", "/v1/sequences/simulate", {
    definition,
    events: [{ at: "P0D", event: "signed_up" }],
  });
  expect([status, body.endedBy]).toEqual([200, "completed"]);
  const places = body.timeline.map(({ path }: { path?: string }) => path).filter(Boolean);
  expect([...new Set(places)]).toEqual(["/steps/hello", "/steps/day", "/steps/more"]);
  expect(snapshot()).toBe(before);
});

test("a simulation may begin in the middle, for an invented or a real contact", async () => {
  const { call } = await setUp();
  await call("PUT", "/v1/contacts/ann", { email: "ann@example.com" });
  for (const who of [{ contact: { email: "bob@example.com" } }, { contactId: "ann" }]) {
    const { body } = await call("POST", "/v1/sequences/simulate", {
      definition,
      step: "day",
      ...who,
    });
    const mails = body.timeline.filter(({ kind }: { kind: string }) => kind === "mail");
    expect(mails).toMatchObject([{ step: "more", decision: "sent" }]);
    expect(body.endedBy).toBe("completed");
  }
  const wrong = await call("POST", "/v1/sequences/simulate", { definition, step: "nowhere" });
  expect([wrong.status, wrong.body.errors[0].path]).toEqual([422, "/step"]);
});

test("with `mails`, each mail brings what its template is given at that instant", async () => {
  const { call } = await setUp();
  const { body } = await call("POST", "/v1/sequences/simulate", {
    definition,
    mails: true,
    contact: { email: "ann@example.com", attributes: { plan: "free" } },
    events: [
      { at: "P0D", event: "signed_up", data: { source: "fair" } },
      { at: "PT1H", attributes: { plan: "pro" } },
    ],
  });
  const given = body.timeline.flatMap((item: { data?: object }) => item.data ?? []);
  expect(given).toMatchObject([
    { contact: { plan: "free", email: "ann@example.com" }, event: { source: "fair" } },
    { contact: { plan: "pro" }, event: { source: "fair" } },
  ]);
});

test("the impact of a definition in hand is told, and of the saved draft still", async () => {
  const { call } = await setUp();
  expect((await call("POST", "/v1/sequences/impact", { definition, id: "welcome" })).status).toBe(
    404,
  );
  expect((await call("POST", "/v1/sequences/impact", { definition })).body.errors[0].path).toBe(
    "/id",
  );
  await call("PUT", "/v1/sequences/welcome", definition);
  const { body } = await call("POST", "/v1/sequences/impact", { definition, id: "welcome" });
  expect(body).toEqual({ complete: true, groups: [], more: 0 });
});
