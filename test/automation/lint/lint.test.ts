import { expect, test } from "vitest";
import { Definition } from "#shared/automation/language/index.ts";
import { type LintContext, lint } from "#shared/automation/lint/index.ts";
import { welcome } from "../runs/run.ts";

const around: LintContext = {
  id: "welcome",
  sender: true,
  postalAddress: true,
  templates: new Map(
    ["welcome-hello", "welcome-pro", "welcome-nudge"].map((id) => [id, ["contact.email"]]),
  ),
  segments: new Set(["vip"]),
  sequences: new Map(),
};

/** A definition of these steps, the first of which is the start. */
const of = (steps: object, more: object = {}) => ({
  name: "Test",
  enter: [{ event: "signed_up" }],
  start: Object.keys(steps)[0]!,
  steps,
  ...more,
});
const send = (next: string | null) => ({ kind: "send", template: "welcome-hello", next });
const wait = (span: string, next: string | null) => ({ kind: "wait", for: span, next });
const branch = (...conditions: object[]) =>
  of({
    plan: {
      kind: "branch",
      cases: conditions.map((when) => ({ when, next: "hello" })),
      otherwise: null,
    },
    hello: send(null),
  });

/** The findings as lines: `error code path`. */
const findings = (definition: object, more: Partial<LintContext> = {}) =>
  lint(Definition.parse(definition), { ...around, ...more }).map(
    ({ code, level, path }) => `${level} ${code} ${path}`,
  );
const open = (steps: object) => Definition.parse(of(steps, { enter: [{ api: true }] }));

type Case = { bad: object; good: object; finds: string[]; where?: [Partial<LintContext>] };
const enroll = (sequence: string, next: string | null = null) => ({
  kind: "enroll",
  sequence,
  next,
});
const experiment = (event: string, steps: object) =>
  of({
    try: {
      kind: "experiment",
      variants: [
        { name: "a", next: "one" },
        { name: "b", next: "two" },
      ],
      metric: { event, within: "P7D" },
    },
    ...steps,
  });
const loop = (otherwise: string | null) =>
  of({
    bought: { kind: "waitFor", event: "bought", timeout: "P3D", next: null, otherwise: "remind" },
    remind: send(otherwise),
  });
const capped = (span: string) =>
  of(
    { one: send("pause"), pause: wait(span, "two"), two: send(null) },
    { settings: { cap: { mails: 1, per: "P7D" } } },
  );
const updating = (value: string) =>
  of(
    { mark: { kind: "update", set: { plan: value }, next: null } },
    { enter: [{ attribute: "plan", to: { is: "pro" } }], reentry: "after-exit" },
  );
/** Emits its own way in at each step of these names, one after the other. */
const emitting = (reentry: unknown, ...names: string[]) =>
  of(
    Object.fromEntries(
      names.map((name, i) => [
        name,
        { kind: "emit", event: "signed_up", next: names[i + 1] ?? null },
      ]),
    ),
    { enter: [{ event: "signed_up" }], reentry },
  );
const update = { kind: "update", set: { tagged: true }, next: null };
const byMail = (event: string, where: object, reentry: unknown = "after-exit") =>
  of({ hello: send(null) }, { enter: [{ event, where }], reentry });

const firstOf = (...events: object[]) =>
  of({
    hello: send("which"),
    which: {
      ...{ kind: "waitFor", timeout: "P1D", otherwise: null },
      events: events.map((one) => ({ ...one, next: null })),
    },
  });

const cases: Record<string, Case> = {
  "a template that is not there": {
    bad: of({ hello: { kind: "send", template: "gone", next: null } }),
    good: of({ hello: send(null) }),
    finds: ["error missing-template /steps/hello/template"],
  },
  "a segment that is not there, in conditions and ways in": {
    bad: of(
      {
        in: {
          kind: "waitFor",
          condition: { any: [{ segment: "vip" }, { segment: "gone" }] },
          timeout: "P1D",
          next: null,
          otherwise: null,
        },
      },
      { enter: [{ segment: "lost" }], exit: [{ segment: "none", is: false }] },
    ),
    good: of({ hello: send(null) }, { enter: [{ segment: "vip" }] }),
    finds: [
      "error unknown-segment /enter/0/segment",
      "error unknown-segment /exit/0",
      "error unknown-segment /steps/in",
    ],
  },
  "without a trigger": {
    bad: of({ hello: send(null) }, { enter: [] }),
    good: of({ hello: send(null) }, { enter: [{ api: true }] }),
    finds: ["error nobody-enters /enter"],
  },
  "own mails that let people in again and again": {
    bad: of({ hello: send(null) }, { enter: [{ event: "message.sent" }], reentry: "after-exit" }),
    good: of({ hello: send(null) }, { enter: [{ event: "message.sent" }] }),
    finds: ["error endless-entry /enter/0"],
  },
  "own mails, unless the filter leaves them out": {
    bad: byMail("message.clicked", { sequence: { is: "welcome" }, template: { startsWith: "w" } }),
    good: byMail("message.clicked", { sequence: { is: "hats" } }),
    finds: ["error endless-entry /enter/0"],
  },
  "own mails of the steps that the filter means": {
    bad: byMail("message.opened", { step: { isNot: "bye" } }),
    good: byMail("message.opened", { step: { is: "bye" } }),
    finds: ["error endless-entry /enter/0"],
  },
  "own mails by a link of theirs, of which nothing is known before": {
    bad: byMail("message.clicked", { link: { contains: "/start" } }),
    good: of({ tag: update }, { enter: [{ event: "message.clicked" }], reentry: "after-exit" }),
    finds: ["error endless-entry /enter/0"],
  },
  "own mails by each of them, not by each of their templates": {
    bad: byMail("message.sent", {}, { perKey: "messageId" }),
    good: byMail("message.sent", {}, { perKey: "template" }),
    finds: ["error endless-entry /enter/0"],
  },
  "mails of others that may be set off by it": {
    bad: byMail("message.sent", { sequence: { isNot: "welcome" } }),
    good: of({ tag: update }, { enter: [{ event: "message.sent" }], reentry: "after-exit" }),
    finds: ["warning endless-entry /enter/0"],
  },
  "mails of others that may be set off at once, not after a while": {
    bad: byMail("message.delivered", { sequence: { is: "hats" } }),
    good: byMail("message.delivered", { sequence: { is: "hats" } }, { afterExit: "P30D" }),
    finds: ["warning endless-entry /enter/0"],
  },
  "an update that lets the same contact in again": {
    bad: updating("pro"),
    good: updating("free"),
    finds: ["warning update-reenters /steps/mark/set/plan"],
  },
  "a sequence that enrolls into itself": {
    bad: of({ again: enroll("welcome") }, { enter: [{ api: true }], reentry: "after-exit" }),
    good: of({ again: enroll("welcome") }, { enter: [{ api: true }], reentry: "never" }),
    finds: ["warning enroll-itself /steps/again/sequence"],
  },
  "an event that lets the same contact in again": {
    bad: emitting("after-exit", "one"),
    good: emitting("never", "one", "two"),
    finds: ["warning lets-in-again /steps/one/event"],
  },
  "several events that let the same contact in again": {
    bad: emitting("after-exit", "one", "two"),
    good: emitting({ afterExit: "P1D" }, "one", "two"),
    finds: ["error lets-in-again /steps/one/event", "error lets-in-again /steps/two/event"],
  },
  "a circle of sequences that enroll into each other": {
    bad: of({ to: enroll("one") }),
    good: of({ to: enroll("two") }),
    finds: ["warning enroll-cycle /steps/to/sequence"],
    where: [
      {
        sequences: new Map([
          ["one", open({ to: enroll("two", "back"), back: enroll("welcome") })],
          ["two", open({ hello: send(null) })],
        ]),
      },
    ],
  },
  "an enroll step into what is not published or not open": {
    bad: of({ one: enroll("gone", "two"), two: enroll("closed") }),
    good: of({ one: enroll("open") }),
    finds: [
      "error unknown-sequence /steps/one/sequence",
      "error closed-enroll /steps/two/sequence",
    ],
    where: [
      {
        sequences: new Map([
          ["closed", Definition.parse(of({ hello: send(null) }))],
          ["open", open({ hello: send(null) })],
        ]),
      },
    ],
  },
  "a wait for a date that says not where to go without one": {
    bad: of({
      due: { kind: "wait", until: { attribute: "renews" }, next: "hello" },
      hello: send(null),
    }),
    good: of({
      due: { kind: "wait", until: { attribute: "renews" }, next: "hello", otherwise: null },
      hello: send(null),
    }),
    finds: ["warning date-without-otherwise /steps/due"],
  },
  "a loop of waits for one date, which is over the second time": {
    bad: of({
      due: { kind: "wait", until: { attribute: "renews" }, next: "hello", otherwise: "hello" },
      hello: send("due"),
    }),
    good: of({
      due: {
        kind: "wait",
        until: { attribute: "renews", every: "year" },
        ...{ next: "hello", otherwise: null },
      },
      hello: send("due"),
    }),
    finds: ["error loop-without-wait /steps/due", "warning endless-wait /steps/due"],
  },
  "a date of every year for who may come once only": {
    bad: of({ hello: send(null) }, { enter: [{ date: "born", every: "year" }] }),
    good: of(
      { hello: send(null) },
      { enter: [{ date: "born", every: "year" }], reentry: "after-exit" },
    ),
    finds: ["warning yearly-once /enter/0/every"],
  },
  "a step that no way leads to": {
    bad: of({ hello: send(null), alone: { kind: "exit" } }),
    good: of({ hello: send("alone"), alone: { kind: "exit" } }),
    finds: ["error unreachable-step /steps/alone"],
  },
  "a case that was asked before": {
    bad: branch({ attribute: "plan", is: "pro" }, { is: "pro", attribute: "plan" }),
    good: branch({ attribute: "plan", is: "pro" }, { attribute: "plan", is: "free" }),
    finds: ["warning dead-case /steps/plan/cases/1"],
  },
  "a case that an earlier one covers": {
    bad: branch(
      { any: [{ subscribed: true }, { segment: "vip" }] },
      { all: [{ topic: "all" }, { attribute: "plan", exists: true }] },
    ),
    good: branch(
      { all: [{ subscribed: true }, { segment: "vip" }] },
      { all: [{ topic: "all" }, { attribute: "plan", exists: true }] },
    ),
    finds: ["warning dead-case /steps/plan/cases/1"],
  },
  "cases that can not hold": {
    bad: branch(
      { attribute: "age", is: 3, gt: 5 },
      {
        all: [
          { attribute: "age", gt: 5 },
          { attribute: "age", lt: 3 },
        ],
      },
      {
        all: [
          { attribute: "plan", is: "pro" },
          { attribute: "plan", isNot: "pro" },
        ],
      },
      { all: [{ event: "bought" }, { event: "bought", did: false }] },
      { all: [{ segment: "vip" }, { none: [{ segment: "vip", is: true }] }] },
      { attribute: "plan", in: ["pro", "free"], notIn: ["free", "pro"] },
    ),
    good: branch(
      { attribute: "age", is: 6, gt: 5 },
      {
        all: [
          { attribute: "age", gt: 3 },
          { attribute: "age", lt: 5 },
        ],
      },
      {
        all: [
          { attribute: "plan", in: ["pro", "free"] },
          { attribute: "plan", isNot: "pro" },
        ],
      },
      { all: [{ event: "bought" }, { event: "bought", did: false, within: "P1D" }] },
      { all: [{ segment: "vip" }, { none: [{ subscribed: true }] }] },
      {
        all: [
          { attribute: "plan", is: "pro", ignoreCase: true },
          { attribute: "plan", isNot: "pro" },
        ],
      },
    ),
    finds: [0, 1, 2, 3, 4, 5].map((i) => `warning dead-case /steps/plan/cases/${i}`),
  },
  "a case that always holds": {
    bad: branch({ any: [{ segment: "vip" }, { segment: "vip", is: false }] }),
    good: branch({ any: [{ segment: "vip" }, { subscribed: false }] }),
    finds: ["warning dead-case /steps/plan/otherwise"],
  },
  "a split whose ways are the same": {
    bad: of({
      half: { kind: "split", ways: [{ next: "hello" }, { next: "hello" }] },
      hello: send(null),
    }),
    good: of({
      half: { kind: "split", ways: [{ next: "hello" }, { next: null }] },
      hello: send(null),
    }),
    finds: ["warning idle-split /steps/half/ways"],
  },
  "a branch that hardly any contact takes": {
    bad: of({
      half: {
        kind: "split",
        ways: [
          { weight: 1, next: "hello" },
          { weight: 999, next: null },
        ],
      },
      hello: send(null),
    }),
    good: of({
      half: {
        kind: "split",
        ways: [
          { weight: 10, next: "hello" },
          { weight: 990, next: null },
        ],
      },
      hello: send(null),
    }),
    finds: ["warning rare-way /steps/half/ways/0/weight"],
  },
  "a metric that no variant can bring about": {
    bad: experiment("message.clicked", { one: wait("P1D", null), two: { kind: "exit" } }),
    good: experiment("message.clicked", { one: send(null), two: { kind: "exit" } }),
    finds: ["warning metric-without-mail /steps/try/metric"],
  },
  "a loop in which no time passes": {
    bad: of({
      hello: send("again"),
      again: {
        kind: "branch",
        cases: [{ when: { attribute: "a", is: 1 }, next: "hello" }],
        otherwise: null,
      },
    }),
    good: of({
      hello: send("day"),
      day: wait("P1D", "again"),
      again: {
        kind: "branch",
        cases: [{ when: { attribute: "a", is: 1 }, next: "hello" }],
        otherwise: null,
      },
    }),
    finds: ["error loop-without-wait /steps/hello"],
  },
  "a loop that only a wait for one of our own events stands in": {
    bad: of({
      hello: send("sent"),
      sent: {
        kind: "waitFor",
        event: "message.sent",
        timeout: "P1D",
        next: "hello",
        otherwise: null,
      },
    }),
    good: of({
      hello: send("sent"),
      sent: { kind: "waitFor", event: "bought", timeout: "P1D", next: "hello", otherwise: null },
    }),
    finds: ["error loop-without-wait /steps/hello"],
  },
  "a loop that inactive contacts never leave": {
    bad: loop("bought"),
    good: loop(null),
    finds: ["warning endless-wait /steps/bought"],
  },
  "an event of a wait that one before it takes": {
    bad: firstOf(
      { event: "bought" },
      { event: "bought", where: { total: { gte: 9 } } },
      { event: "left", where: { a: { is: 1 } } },
      { event: "left", where: { b: { is: 2 }, a: { is: 1 } } },
    ),
    good: firstOf(
      { event: "bought", where: { total: { gte: 9 } } },
      { event: "bought" },
      { event: "left" },
      { event: "message.clicked" },
      { event: "message.clicked", where: { step: { is: "hello" } } },
    ),
    finds: ["warning dead-event /steps/which/events/1", "warning dead-event /steps/which/events/3"],
  },
  "an exit condition that holds for every contact who can be mailed": {
    bad: of(
      { hello: send(null) },
      { exit: [{ event: "bought", count: { gte: 0 } }, { subscribed: true }] },
    ),
    good: of({ hello: send(null) }, { exit: [{ event: "bought" }, { subscribed: false }] }),
    finds: ["warning exit-at-once /exit/0", "warning exit-at-once /exit/1"],
  },
  "a cap that its own mails starve under": {
    bad: capped("P6D"),
    good: capped("P7D"),
    finds: ["warning starving-cap /settings/cap"],
  },
  "a call without encryption": {
    bad: of({ call: { kind: "webhook", url: "http://example.com/x", next: null } }),
    good: of({ call: { kind: "webhook", url: "https://example.com/x", next: null } }),
    finds: ["warning plain-http /steps/call/url"],
  },
};

test.each(Object.entries(cases))(
  "lint finds %s",
  (_, { bad, good, finds, where: [more] = [{}] }) => {
    expect(findings(bad, more)).toEqual(finds);
    expect(findings(good, more)).toEqual([]);
  },
);

test("lint finds what the workspace lacks", () => {
  expect(findings(welcome as object, { sender: false, postalAddress: false })).toEqual([
    "error missing-from /settings/from",
    "error missing-postal-address /settings/postalAddress",
  ]);
  expect(findings(welcome as object)).toEqual([]);
});

test("lint finds a variable that nothing ever fills in", () => {
  const reading = (...variables: string[]) => ({
    templates: new Map([["welcome-hello", variables]]),
  });
  const definition = of({ hello: send(null) });
  const known = ["contact.name", "event.items[0]", "link_3", "postal_address", "unsubscribe_url"];
  expect(findings(definition, reading(...known))).toEqual([]);
  expect(findings(definition, reading("contcat.name", "data.total"))).toEqual([
    "warning unknown-variable /steps/hello/template",
    "warning unknown-variable /steps/hello/template",
  ]);
});

test("lint finds what hangs on clicks or opens that are not tracked", () => {
  const clicked = { event: "message.clicked", where: { step: { is: "hello" } } };
  const opened = { ...clicked, event: "message.opened" };
  const definition = of(
    {
      hello: send("click"),
      click: { kind: "waitFor", ...clicked, timeout: "P1D", next: "plan", otherwise: "plan" },
      plan: {
        kind: "branch",
        cases: [{ when: { any: [opened, { none: [clicked] }] }, next: "pro" }],
        otherwise: null,
      },
      pro: { kind: "send", template: "welcome-pro", next: null },
    },
    { exit: [{ ...clicked, where: { step: { is: "pro" } } }] },
  );
  const untracked = (clicks: string[], opens: string[]) => ({
    untracked: { clicks: new Set(clicks), opens: new Set(opens) },
  });
  expect(findings(definition, untracked([], []))).toEqual([]);
  expect(findings(definition, untracked(["welcome-pro"], ["welcome-hello"]))).toEqual([
    "warning untracked-event /steps/plan/cases/0/when/any/0",
    "warning untracked-event /exit/0",
  ]);
  expect(findings(definition, untracked(["welcome-hello"], []))).toEqual([
    "warning untracked-event /steps/click",
    "warning untracked-event /steps/plan/cases/0/when/any/1/none/0",
  ]);
});

test("a template that is declared transactional is sent by no step, and may tell the team", () => {
  const definition = of({
    hello: { kind: "send", template: "welcome-hello", next: "pro" },
    pro: { kind: "send", template: "welcome-pro", next: "news" },
    news: { kind: "notify", email: "a@example.com", template: "welcome-pro", next: null },
  });
  expect(findings(definition, { transactional: new Set(["welcome-pro"]) })).toEqual([
    "error wrong-class /steps/pro/template",
  ]);
  expect(findings(definition, { transactional: new Set() })).toEqual([]);
});

test("errors stand before warnings, and each finding says what to do", () => {
  const definition = Definition.parse(
    of({
      call: { kind: "webhook", url: "http://example.com", next: "hello" },
      hello: { kind: "send", template: "gone", next: null },
    }),
  );
  expect(lint(definition, around)).toEqual([
    {
      code: "missing-template",
      level: "error",
      path: "/steps/hello/template",
      message: 'there is no template "gone"',
      remedy: "create it first",
    },
    {
      code: "plain-http",
      level: "warning",
      path: "/steps/call/url",
      message: "the request would be sent without encryption, which is refused on AWS",
      remedy: "use https",
    },
  ]);
});

test("a loop of two hundred steps that all branch is judged at once", () => {
  const names = Array.from({ length: 200 }, (_, i) => `s${i}`);
  const steps = Object.fromEntries(
    names.map((name, i) => [
      name,
      i % 3 === 0
        ? wait("P1D", names[(i + 1) % 200]!)
        : i % 3 === 1
          ? send(names[(i + 1) % 200]!)
          : {
              kind: "branch",
              cases: [5, 9, 70].map((jump) => ({
                when: { attribute: "a", gt: jump },
                next: names[(i * jump) % 200],
              })),
              otherwise: names[(i + 1) % 200],
            },
    ]),
  );
  const cap = { mails: 100, per: "P7D" };
  const definition = Definition.parse(of(steps, { settings: { cap } }));
  const start = process.hrtime.bigint();
  expect(lint(definition, around).map(({ code }) => code)).toContain("endless-wait");
  expect(Number(process.hrtime.bigint() - start) / 1e6).toBeLessThan(2_000);
});
