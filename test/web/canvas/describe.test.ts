import { expect, test } from "vitest";
import {
  describeExit,
  describeStep,
  describeTrigger,
} from "../../../web/src/canvas/describe-step.ts";
import { emptyPlaces } from "../../../web/src/canvas/empty-places.ts";
import { exitsOf } from "../../../web/src/canvas/exits.ts";
import { newStep } from "../../../web/src/canvas/new-step.ts";
import { newTrigger } from "../../../web/src/canvas/new-trigger.ts";
import { outlineOf } from "../../../web/src/canvas/outline.ts";
import { KINDS, TRIGGERS } from "../../../web/src/pages/sequences/kinds.ts";
import { texts } from "../../../web/src/text/en/steps.ts";
import { textOf } from "../../../web/src/text/text-of.ts";
import { inGerman, english as words } from "./words.ts";

const step = (kind: string, fields: object) => describeStep({ kind, ...fields }, words);

test("a step's title says what it does", () => {
  expect([
    step("send", { template: "hello" }),
    step("wait", { for: "P3D" }),
    step("wait", { for: "P1DT12H" }),
    step("wait", { until: { time: "09:00" } }),
    step("wait", { until: { attribute: "trial_ends", offset: "-P7D" } }),
    step("waitFor", { event: "paid", timeout: "P2D" }),
    step("waitFor", { events: [{ event: "paid" }, { event: "left" }], timeout: "PT1H" }),
    step("branch", { cases: [{ when: { attribute: "plan", is: "pro" } }] }),
    step("branch", { cases: [{ when: {} }, { when: {} }] }),
    step("split", { ways: [{}, { weight: 3 }] }),
    step("experiment", { variants: [{ name: "a" }, { name: "b" }] }),
    step("update", { set: { plan: "pro", seats: 1 } }),
    step("update", { subscribed: false }),
    step("webhook", { url: "https://crm.example.com/hooks?x=1" }),
    step("notify", { email: "ada@example.com", template: "stuck" }),
    step("enroll", { sequence: "trial" }),
    step("exit", { reason: "bought" }),
    step("unheardOf", {}),
  ]).toEqual([
    "Send “hello”",
    "Wait 3 days",
    "Wait 1 day, 12 hours",
    "Wait until 09:00",
    "Wait until 7 days before “trial_ends”",
    "Wait for “paid”, at most 2 days",
    "Wait for “paid”, “left”, at most 1 hour",
    "If plan is “pro”",
    "2 cases",
    "Split 25 : 75",
    "Try a, b",
    "Set plan, seats",
    "Unsubscribe",
    "Post to crm.example.com",
    "Tell ada@example.com",
    "Enroll in “trial”",
    "Exit: bought",
    "unheardOf",
  ]);
});

test("a step that is not whole yet, or not as expected, is described all the same", () => {
  for (const kind of Object.keys(texts.kind)) {
    for (const odd of [undefined, null, 1, "", [], {}, [null], { next: 1 }]) {
      const fields = [
        "template",
        "for",
        "until",
        "cases",
        "ways",
        "variants",
        "set",
        "url",
        "events",
      ];
      const title = describeStep(
        { kind, ...Object.fromEntries(fields.map((field) => [field, odd])) },
        words,
      );
      expect(title, `${kind} ${JSON.stringify(odd)}`).toMatch(/\S/);
      expect(title).not.toMatch(/undefined|NaN|\[object|function/);
    }
  }
});

test("what is not filled in yet is called by its kind", () => {
  for (const { kind } of KINDS) {
    const title = describeStep(newStep(kind), words);
    expect(title, kind).not.toMatch(/“”/);
    if (emptyPlaces(newStep(kind)).length > 0) expect(title).toBe(textOf(texts.kind, kind));
  }
  for (const { kind } of TRIGGERS.filter((one) => one.kind !== "api"))
    expect(describeTrigger(newTrigger(kind), words)).toBe(textOf(texts.trigger, kind));
  expect(step("waitFor", { events: [{ event: "" }, { event: "paid" }], timeout: "P1D" })).toBe(
    "Wait for “paid”, at most 1 day",
  );
});

test("the ways of a fork say when they are taken", () => {
  const ways = (kind: string, fields: object) => {
    const one = { kind, ...fields };
    return exitsOf(one).map((exit) => describeExit(one, exit, words));
  };
  const is = (plan: string) => ({ when: { attribute: "plan", is: plan }, next: null });
  expect(ways("branch", { cases: [is("pro"), is("team")], otherwise: null })).toEqual([
    "plan is “pro”",
    "plan is “team”",
    "otherwise",
  ]);
  expect(ways("waitFor", { event: "paid", timeout: "P2D", next: null, otherwise: null })).toEqual([
    "when it happens",
    "after 2 days",
  ]);
  expect(ways("split", { ways: [{ next: null }, { weight: 3, next: null }] })).toEqual([
    "25 %",
    "75 %",
  ]);
  expect(ways("send", { next: null })).toEqual([undefined]);
});

test("triggers say what starts it, in German too", () => {
  const on = (trigger: object) => describeTrigger(trigger, words);
  expect([
    on({ event: "signed_up" }),
    on({ event: "paid", where: { total: { gt: 100 } } }),
    on({ segment: "vip", when: "left" }),
    on({ attribute: "plan", to: { is: "trial" } }),
    on({ date: "renews", offset: "-P30D" }),
    on({ api: true }),
  ]).toEqual([
    "On “signed_up”",
    "On “paid” where total is more than 100",
    "Leaves “vip”",
    "“plan” becomes “trial”",
    "30 days before “renews”",
    "By hand or API",
  ]);
  expect(describeStep({ kind: "wait", for: "P3D" }, inGerman)).toBe("3 Tage warten");
});

test("the outline goes deeper below a fork, and back where its ways meet", () => {
  const rows = outlineOf({
    start: "fork",
    steps: {
      fork: { kind: "branch", cases: [{ when: {}, next: "left" }], otherwise: "right" },
      left: { kind: "send", next: "both" },
      right: { kind: "send", next: "both" },
      both: { kind: "send", next: null },
      loose: { kind: "exit" },
    },
  });
  expect(rows.map(({ name, depth, isUnreached }) => [name, depth, isUnreached])).toEqual([
    ["fork", 0, false],
    ["left", 1, false],
    ["right", 1, false],
    ["both", 0, false],
    ["loose", 0, true],
  ]);
});
