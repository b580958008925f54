import { expect, test } from "vitest";
import { putContact } from "#shared/audience/contacts/index.ts";
import { react } from "#shared/automation/dispatch/index.ts";
import { type Api, makeApi, setUpSending } from "#test/support/api.ts";

const sequence = {
  name: "Welcome",
  enter: [{ event: "signed_up", where: { plan: { is: "pro" } } }],
  start: "hello",
  steps: {
    hello: { kind: "send", template: "receipt", next: "day" },
    day: { kind: "wait", for: "P1D", next: "plan" },
    plan: {
      kind: "branch",
      cases: [{ when: { attribute: "plan", is: "pro" }, next: "more" }],
      otherwise: null,
    },
    more: { kind: "send", template: "receipt", next: null },
  },
};

async function setUp() {
  const api = await makeApi();
  await setUpSending(api);
  await api.call("PUT", "/v1/sequences/welcome", sequence);
  const simulate = (body: object) => api.call("POST", "/v1/sequences/welcome/simulate", body);
  return { ...api, simulate };
}
const signedUp = { at: "P0D", event: "signed_up", data: { plan: "pro" } };
const linesOf = (timeline: { local: string; decision: string; template?: string }[]) =>
  timeline.map(({ local, decision, template }) =>
    [local.slice(5, 16), decision, template].filter(Boolean).join(" "),
  );

test("a draft is simulated for an invented contact in its zone, without effects", async () => {
  const { simulate, snapshot } = await setUp();
  const before = snapshot();
  const { status, body } = await simulate({
    contact: { attributes: { plan: "pro" }, timeZone: "Asia/Tokyo" },
    from: "2026-03-02T12:00:00Z",
    events: [signedUp],
  });
  expect([status, body.endedBy]).toEqual([200, "completed"]);
  expect(linesOf(body.timeline)).toEqual([
    "03-02T21:00 signed_up",
    "03-02T21:00 entered",
    "03-02T21:00 wait",
    "03-02T21:00 sent receipt",
    "03-03T21:00 waited",
    "03-03T21:00 branch",
    "03-03T21:00 completed",
    "03-03T21:00 sent receipt",
  ]);
  expect(body.timeline[5]).toMatchObject({ step: "plan", reason: "case 1", saw: ["plan=pro"] });
  expect(snapshot()).toBe(before);
});

test.each([
  [{ version: 7 }, "/version"],
  [{ contactId: "a", contact: {} }, "/contact"],
  [{ resume: true }, "/resume"],
  [{ events: [{ at: "noon", event: "x" }] }, "/events/0/at"],
  [{ contact: { timeZone: "Mars/Olympus" } }, "/contact/timeZone"],
  [{ from: "2026-03-02T12:00:00Z", until: "2026-03-02T11:59:59Z" }, "/until"],
  [{ contact: { email: "ada at example.com" } }, "/contact/email"],
  [{ events: [{ at: "P1D", email: "ada@" }] }, "/events/0/email"],
  [{ steps: 1 }, "/steps"],
  [{ answers: { h: [{ outcome: "maybe" }] } }, "/answers/h/0/outcome"],
])("%j is refused at %s", async (body, path) => {
  const { simulate } = await setUp();
  const answer = await simulate(body);
  expect([answer.status, answer.body.errors[0].path]).toEqual([422, path]);
});

const chancy = {
  name: "Chancy",
  enter: [{ event: "signed_up" }],
  start: "half",
  steps: {
    half: { kind: "split", ways: [{ next: "try" }, { next: "ask" }] },
    try: {
      kind: "experiment",
      variants: [
        { name: "a", next: "ask" },
        { name: "b", next: "team" },
      ],
      metric: { event: "ordered", within: "P7D" },
    },
    ask: { kind: "webhook", url: "https://example.com", next: null },
    team: { kind: "notify", email: "team@example.com", template: "receipt", next: "tell" },
    tell: { kind: "notify", url: "https://example.com", text: "hi", next: null },
  },
};
const answer = [{ outcome: "ok" }];

test.each<[object, string, string]>([
  [{ choose: { haf: 1 } }, "/choose/haf", 'there is no step "haf"'],
  [{ choose: { "a/b~": 1 } }, "/choose/a~1b~0", 'there is no step "a/b~"'],
  [{ choose: { half: 7 } }, "/choose/half", "this split has the ways 1 to 2"],
  [{ choose: { half: 0 } }, "/choose/half", "this split has the ways 1 to 2"],
  [{ choose: { half: "x" } }, "/choose/half", "this split has the ways 1 to 2"],
  [{ choose: { try: "c" } }, "/choose/try", "the variants of this experiment are a, b"],
  [{ choose: { try: 1 } }, "/choose/try", "the variants of this experiment are a, b"],
  [{ choose: { ask: 1 } }, "/choose/ask", '"ask" is no split and no experiment'],
  [{ answers: { aks: answer } }, "/answers/aks", 'there is no step "aks"'],
  [{ answers: { half: answer } }, "/answers/half", '"half" makes no request'],
  [{ answers: { team: answer } }, "/answers/team", '"team" makes no request'],
  [{ answers: { toString: answer } }, "/answers/toString", 'there is no step "toString"'],
])("%j fits no step of the sequence and is refused at %s", async (script, path, message) => {
  const { simulate, call } = await setUp();
  expect(await call("PUT", "/v1/sequences/welcome", chancy)).toMatchObject({ status: 200 });
  const fitting = { choose: { half: 1, try: "b" }, answers: { ask: answer, tell: answer } };
  expect((await simulate(fitting)).status).toBe(200);
  const refused = await simulate(script);
  expect([refused.status, refused.body.errors]).toEqual([422, [{ path, message }]]);
});

test("who or what is not there is not found", async () => {
  const { simulate, call } = await setUp();
  expect((await simulate({ contactId: "unknown" })).status).toBe(404);
  expect((await call("POST", "/v1/sequences/none/simulate", {})).status).toBe(404);
  expect((await call("GET", "/v1/contacts/unknown/explain?sequence=welcome")).status).toBe(404);
});

async function enter({ world, clock, call }: Api, name: string, data: Record<string, unknown>) {
  await call("POST", "/v1/sequences/welcome/publish");
  const input = { email: "ann@example.com", attributes: { plan: "pro" }, timeZone: "Asia/Tokyo" };
  const { id: contact } = await putContact(world, "ann", input);
  const event = { contact, id: "e1", name, at: clock.now(), data };
  await react(world, [{ id: "m1", body: { event }, again: false }]);
}
const explained = async ({ call }: Api) =>
  (await call("GET", "/v1/contacts/ann/explain?sequence=welcome")).body;

test("a run is explained: each decision with its rule and version, and what comes next", async () => {
  const api = await setUp();
  await enter(api, "signed_up", { plan: "pro" });
  const { past, next, state } = await explained(api);
  expect([state, past[0].version, past[0].status, past[0].step]).toEqual([
    "live",
    1,
    "active",
    "day",
  ]);
  expect(past[0].decisions.at(-1)).toMatchObject({
    decision: "wait",
    version: 1,
    rule: sequence.steps.day,
    local: "2026-03-02T21:00:00+09:00",
  });
  expect(linesOf(next.timeline)).toEqual([
    "03-02T21:00 sent receipt",
    "03-03T21:00 waited",
    "03-03T21:00 branch",
    "03-03T21:00 completed",
    "03-03T21:00 sent receipt",
  ]);
});

test("nothing comes next in a draft or an archived sequence, and it says which", async () => {
  const api = await setUp();
  await putContact(api.world, "ann", { email: "ann@example.com" });
  expect((await explained(api)).next).toEqual({ timeline: [], endedBy: "draft" });
  await api.call("POST", "/v1/sequences/welcome/publish");
  await api.call("POST", "/v1/sequences/welcome/archive");
  expect((await explained(api)).next).toEqual({ timeline: [], endedBy: "archived" });
});

test("local times are those of the sequence's zone where it has one", async () => {
  const api = await setUp();
  const settings = { zone: "America/New_York" };
  await api.call("PUT", "/v1/sequences/welcome", { ...sequence, settings });
  await enter(api, "signed_up", { plan: "pro" });
  const { past, next } = await explained(api);
  expect(past[0].decisions.at(-1).local).toBe("2026-03-02T07:00:00-05:00");
  expect(next.timeline[1].local).toBe("2026-03-03T07:00:00-05:00");
});

test("what comes next respects suppression and a paused sequence", async () => {
  const api = await setUp();
  await enter(api, "signed_up", { plan: "pro" });
  await api.call("PUT", "/v1/contacts/ann", { subscribed: false });
  const { next } = await explained(api);
  expect(next.timeline[0]).toMatchObject({ decision: "dropped", reason: "unsubscribed" });
  await api.call("POST", "/v1/sequences/welcome/pause");
  expect((await explained(api)).next).toEqual({ timeline: [], endedBy: "paused" });
});

test("explain says what each trigger lacked for a contact that never entered", async () => {
  const api = await setUp();
  await enter(api, "signed_up", { plan: "free" });
  const { past, whyNotEntered } = await explained(api);
  expect(past).toEqual([]);
  expect(whyNotEntered).toEqual([
    {
      way: sequence.enter[0],
      missing: "signed_up last happened at 2026-03-02T12:00:00.000Z, and its fields did not match",
    },
  ]);
});

test("a real contact is simulated without runs, or from its present step", async () => {
  const api = await setUp();
  await enter(api, "signed_up", { plan: "pro" });
  const afresh = await api.simulate({ version: 1, contactId: "ann" });
  expect(afresh.body).toEqual({ timeline: [], endedBy: "not entered" });
  const resumed = await api.simulate({ version: 1, contactId: "ann", resume: true });
  expect(resumed.body.timeline.map(({ decision }: { decision: string }) => decision)).toEqual([
    "sent",
    "waited",
    "branch",
    "completed",
    "sent",
  ]);
});
