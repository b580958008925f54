import { expect, test } from "vitest";
import type { Definition } from "../../../web/src/canvas/definition.ts";
import { BY_CHANCE } from "../../../web/src/pages/sequences/simulate/outcomes.ts";
import { sayReason } from "../../../web/src/pages/sequences/simulate/say-item.ts";
import {
  firstLine,
  readData,
  readValue,
  requestOf,
} from "../../../web/src/pages/sequences/simulate/script.ts";
import { type Item, traceOf } from "../../../web/src/pages/sequences/simulate/trace.ts";
import { saySaw } from "../../../web/src/parts/say-why.ts";
import { texts } from "../../../web/src/text/en/simulate.ts";
import { english as words } from "../canvas/words.ts";

const definition: Definition = {
  enter: [{ event: "signed_up" }],
  start: "hello",
  steps: {
    hello: { kind: "send", template: "hello", next: "day" },
    day: { kind: "wait", for: "P1D", next: "plan" },
    plan: {
      kind: "branch",
      cases: [{ when: { attribute: "plan", is: "pro" }, next: "pro" }],
      otherwise: "nudge",
    },
    pro: { kind: "send", template: "pro", next: null },
    nudge: { kind: "send", template: "nudge", next: null },
  },
};
const item = (kind: Item["kind"], step: string | undefined, more: object = {}) =>
  ({
    kind,
    at: "2026-12-01T00:00:00Z",
    local: "",
    decision: kind,
    ...(step && { step }),
    ...more,
  }) as Item;
const timeline = [
  item("event", undefined),
  item("entered", "hello"),
  item("wait", "day"),
  item("mail", "hello"),
  item("decision", "day"),
  item("decision", "plan", { reason: "otherwise", saw: ["plan=null"] }),
  item("exit", undefined),
  item("mail", "nudge"),
];

test("a contact's way is the arrows that it passed, up to an instant", () => {
  const at = (index: number) => {
    const { here, passed, steps: met } = traceOf(definition, timeline, index);
    return [here, [...passed], [...met.keys()]];
  };
  expect(at(0)).toEqual([undefined, [], []]);
  expect(at(1)).toEqual(["hello", ["enter:/start"], ["hello"]]);
  expect(at(3)).toEqual(["hello", ["enter:/start", "hello/next"], ["hello", "day"]]);
  expect(at(7)).toEqual([
    "nudge",
    ["enter:/start", "hello/next", "day/next", "plan/otherwise"],
    ["hello", "day", "plan", "nudge"],
  ]);
});

test("what starts the sequence is made to happen first", () => {
  expect(firstLine(definition)).toMatchObject({ kind: "event", name: "signed_up", after: "PT0S" });
  const entering = (trigger: object) => firstLine({ ...definition, enter: [trigger] });
  expect(entering({ segment: "vip", when: "left" })).toMatchObject({ name: "vip", value: "out" });
  expect(entering({ attribute: "plan", to: { is: "pro" } })).toMatchObject({ value: "pro" });
  expect(entering({ schedule: "0 9 * * 1" })).toBeUndefined();
});

test("typed values are taken as what they look like", () => {
  expect(["7", "true", "pro", " "].map(readValue)).toEqual([7, true, "pro", " "]);
  expect(readData("plan=pro, seats=3, nonsense, url=a=b")).toEqual({
    plan: "pro",
    seats: 3,
    url: "a=b",
  });
});

test("a request plays a made-up contact, or a real one from where it stands", () => {
  const script = {
    contactId: undefined,
    attributes: [
      { id: 1, name: "plan", value: "pro" },
      { id: 2, name: "", value: "x" },
    ],
    step: "day",
    resume: false,
    lines: [
      { id: 1, after: "P1D", kind: "mail" as const, name: "hello", value: "" },
      { id: 2, after: "P1D", kind: "event" as const, name: "", value: "" },
    ],
    from: undefined,
    outcomes: BY_CHANCE,
  };
  expect(requestOf("welcome", definition, script)).toMatchObject({
    contact: { attributes: { plan: "pro" } },
    step: "day",
    events: [{ at: "P1D", mail: "hello", did: "clicked" }],
  });
  const real = requestOf("welcome", definition, { ...script, contactId: "c1", resume: true });
  expect(real).toMatchObject({ contactId: "c1", resume: true });
  expect(real).not.toHaveProperty("step");
  expect(real).not.toHaveProperty("contact");
});

test("reasons and what was seen are said in words", () => {
  const reason = (one: Item) => sayReason(one, definition, words, texts);
  expect(reason(item("wait", "day", { reason: "P1D" }))).toBe("1 day");
  expect(reason(item("decision", "plan", { reason: "case 1" }))).toBe("plan is “pro”");
  expect(reason(item("decision", "plan", { reason: "otherwise" }))).toBe("no case held");
  expect(["plan=null", "plan=pro", "no event"].map((one) => saySaw(one, texts.why))).toEqual([
    "no plan",
    "plan = pro",
    "no event",
  ]);
});
