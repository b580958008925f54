import { expect, test } from "vitest";
import { Definition } from "#shared/automation/language/index.ts";
import { lint } from "#shared/automation/lint/index.ts";
import { applyPatch } from "#test/support/apply-patch.ts";

const send = (next: string | null) => ({ kind: "send", template: "hello", next });
const base = {
  name: "A",
  enter: [{ event: "signed_up" }],
  start: "a",
  steps: { a: send(null) } as Record<string, object>,
};
const pro = { attribute: "plan", is: "pro" };
const context = {
  id: "welcome",
  sender: true,
  postalAddress: true,
  templates: new Map([["hello", []]]),
  segments: new Set<string>(),
  sequences: new Map(),
};

const CASES: [code: string, label: string, given: object][] = [
  ["unreachable-step", "Remove it", { steps: { a: send(null), b: send(null) } }],
  [
    "unreachable-step",
    "Remove all 2",
    { steps: { a: send(null), b: { kind: "wait", for: "P1D", next: "c" }, c: send("a") } },
  ],
  ["no-trigger", "Let contacts in by hand", { enter: [] }],
  ["yearly-once", "Let contacts enter again", { enter: [{ date: "born", every: "year" }] }],
  [
    "plain-http",
    "Use https",
    { steps: { a: { kind: "webhook", url: "HTTP://example.com/in", next: null } } },
  ],
  [
    "date-without-otherwise",
    "End the run then",
    { steps: { a: { kind: "wait", until: { attribute: "trial_ends" }, next: null } } },
  ],
  [
    "dead-case",
    "Remove the case",
    {
      steps: {
        a: {
          kind: "branch",
          cases: [
            { when: pro, next: "b" },
            { when: pro, next: null },
          ],
          otherwise: null,
        },
        b: send(null),
      },
    },
  ],
  [
    "dead-event",
    "Remove the event",
    {
      steps: {
        a: {
          kind: "waitFor",
          events: [
            { event: "ordered", next: null },
            { event: "ordered", next: null },
            { event: "left", next: null },
          ],
          timeout: "P1D",
          otherwise: null,
        },
      },
    },
  ],
  ["exit-at-once", "Remove it", { exit: [{ subscribed: true }] }],
  [
    "starving-cap",
    "Remove the cap",
    { settings: { cap: { mails: 1, per: "P7D" } }, steps: { a: send("b"), b: send(null) } },
  ],
  [
    "endless-entry",
    "Let each contact enter once",
    { enter: [{ event: "message.sent" }], reentry: "after-exit" },
  ],
  [
    "lets-in-again",
    "Let each contact enter once",
    { reentry: "after-exit", steps: { a: { kind: "emit", event: "signed_up", next: null } } },
  ],
  [
    "update-reenters",
    "Let each contact enter once",
    {
      enter: [{ attribute: "plan" }],
      reentry: "after-exit",
      steps: { a: { kind: "update", set: { plan: "pro" }, next: null } },
    },
  ],
  [
    "enroll-itself",
    "Let each contact enter once",
    {
      enter: [{ api: true }],
      reentry: "after-exit",
      steps: { a: { kind: "enroll", sequence: "welcome", next: null } },
    },
  ],
  [
    "closed-enroll",
    "Let contacts in by hand",
    { steps: { a: { kind: "enroll", sequence: "welcome", next: null } } },
  ],
];

test.each(CASES)('%s has the fix "%s", after which it is gone', (code, label, given) => {
  // As an editor holds it, without defaults.
  const written = { ...base, ...given };
  const findings = lint(Definition.parse(written), context).filter((one) => one.code === code);
  const fix = findings.find((one) => one.fix)!.fix!;
  expect(fix.label).toBe(label);
  const fixed = lint(Definition.parse(applyPatch(written, fix.patch)), context);
  const left = fixed.filter((one) => one.code === code);
  expect(left.length).toBeLessThan(findings.length);
});
