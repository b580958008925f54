import { expect, test } from "vitest";
import { Definition } from "#shared/automation/language/index.ts";
import { lint } from "#shared/automation/lint/index.ts";
import { welcome } from "../runs/run.ts";
import { around, findings, of, send, wait } from "./definitions.ts";

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

test("a variable that is nearly a known one is told with it", () => {
  const told = (variable: string, declared = {}) =>
    lint(Definition.parse(of({ hello: send(null) })), {
      ...around,
      templates: new Map([["welcome-hello", [variable]]]),
      declared,
    }).map(({ code, remedy }) => [code, remedy]);
  const declared = { first_name: { type: "text" as const } };
  expect(told("contcat.name")).toEqual([["unknown-variable", 'write "contact.name"']]);
  expect(told("contact.frist_name", declared)).toEqual([
    ["misspelt-variable", 'write "contact.first_name"'],
  ]);
  const templates = new Map([["welcome-hello", ["contact.frist_name", "evnet.total"]]]);
  expect(findings(of({ hello: send(null) }), { templates, declared })).toHaveLength(2);
  for (const right of ["contact.first_name", "contact.email", "contact.plan", "event.frist_name"])
    expect(told(right, declared), right).toEqual([]);
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
      values: { template: "gone" },
    },
    {
      code: "plain-http",
      level: "warning",
      path: "/steps/call/url",
      message:
        "the address begins with `http:`: the request would not be encrypted, and fails on AWS",
      remedy: "use an address that begins with https:",
      fix: {
        label: "Use https",
        patch: [{ op: "add", path: "/steps/call/url", value: "https://example.com" }],
      },
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
