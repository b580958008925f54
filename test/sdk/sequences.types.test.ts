import type { SequenceOf } from "dripstack";
import { expect, expectTypeOf, test } from "vitest";
import { Definition } from "#shared/automation/language/index.ts";
import type { Step } from "#shared/automation/steps/index.ts";
import type { StepOf } from "../../sdk/sequences/step.ts";
import type { TriggerOf } from "../../sdk/sequences/trigger.ts";
import { condition, type Shop, sequence } from "./shop.ts";

type ShopStep = StepOf<Shop, "one" | "two">;
const step = (one: ShopStep) => one;

/**
 * Only what it says counts: `tsc` refuses what is marked, and refuses a mark where there is nothing
 * to refuse.
 */
const base = {
  name: "Shop",
  enter: [{ event: "signed_up" as const }],
} as const satisfies object;

type KeysOf<T> = T extends unknown ? keyof T : never;
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;
type KindsWithOtherFields = {
  [Kind in Step["kind"]]: Same<
    KeysOf<Extract<Step, { kind: Kind }>>,
    KeysOf<Extract<ShopStep, { kind: Kind }>>
  > extends true
    ? never
    : Kind;
}[Step["kind"]];

test("the types have every kind of step, and everything that a definition may hold", () => {
  expectTypeOf<ShopStep["kind"]>().toEqualTypeOf<Step["kind"]>();
  expectTypeOf<KindsWithOtherFields>().toEqualTypeOf<never>();
  expectTypeOf<keyof SequenceOf<Shop, "one">>().toEqualTypeOf<keyof Definition>();
  expectTypeOf<KeysOf<TriggerOf<Shop>>>().toEqualTypeOf<KeysOf<Definition["enter"][number]>>();
  expectTypeOf<SequenceOf<Shop, string>["goal"]>().toExtend<
    Partial<NonNullable<Definition["goal"]>> | undefined
  >();
  expectTypeOf(condition).returns.toExtend<Definition["exit"][number]>();
});

test("a step that leads nowhere does not compile", () => {
  const rest = { kind: "wait", for: "P1D", next: null } as const;
  sequence({ ...base, enter: [], start: "one", steps: { one: rest } });
  // @ts-expect-error no such start
  sequence({ ...base, enter: [], start: "on", steps: { one: rest } });
  // @ts-expect-error no such next step
  sequence({ ...base, enter: [], start: "one", steps: { one: { ...rest, next: "tow" } } });
  step({ kind: "branch", cases: [{ when: { subscribed: true }, next: "one" }], otherwise: "two" });
  // @ts-expect-error no such case
  step({ kind: "branch", cases: [{ when: { subscribed: true }, next: "eno" }], otherwise: null });
  step({ kind: "split", ways: [{ next: "one" }, { weight: 2, next: null }] });
  // @ts-expect-error no such way
  step({ kind: "split", ways: [{ next: "one" }, { weight: 2, next: "end" }] });
  const clicked = { kind: "waitFor", event: "message.clicked", timeout: "P1D" } as const;
  step({ ...clicked, where: { step: { is: "one" } }, next: "two", otherwise: null });
  // @ts-expect-error no such step to be clicked
  step({ ...clicked, where: { step: { is: "won" } }, next: "two", otherwise: null });
});

test("a step with another misspelt name or value does not compile", () => {
  const next = null;
  step({ kind: "send", template: "hello", next });
  // @ts-expect-error no such template
  step({ kind: "send", template: "helo", next });
  // @ts-expect-error no such kind
  step({ kind: "sent", template: "hello", next });
  // @ts-expect-error where to?
  step({ kind: "send", template: "hello" });
  step({ kind: "wait", until: { attribute: "trial_ends", offset: "-P1D" }, next });
  step({ kind: "wait", until: { attribute: "trial_ends", every: "year" }, next, otherwise: "one" });
  // @ts-expect-error no such step
  step({ kind: "wait", until: { attribute: "trial_ends" }, next, otherwise: "three" });
  // @ts-expect-error a time of day comes for all
  step({ kind: "wait", until: { time: "09:00" }, next, otherwise: null });
  // @ts-expect-error no date
  step({ kind: "wait", until: { attribute: "plan" }, next });
  step({ kind: "wait", for: "P1D", until: { time: "09:00", weekdays: ["monday"] }, next });
  // @ts-expect-error no such day
  step({ kind: "wait", until: { time: "09:00", weekdays: ["mon"] }, next });
  step({
    kind: "update",
    set: { seats: 3, plan: "pro", nick: { event: "coupon" }, happy: null },
    next,
  });
  // @ts-expect-error seats are counted
  step({ kind: "update", set: { seats: "3" }, next });
  step({
    kind: "waitFor",
    events: [
      { event: "ordered", where: { total: { gt: 3 } }, next },
      { event: "message.clicked", next },
    ],
    timeout: "P1D",
    otherwise: next,
  });
  step({
    kind: "waitFor",
    // @ts-expect-error each says what follows it
    events: [{ event: "ordered" }, { event: "message.clicked", next }],
    timeout: "P1D",
    otherwise: next,
  });
  condition({ event: "ordered", since: "entry" });
  step({ kind: "update", set: { seats: { add: 1 }, tags: { append: "a" } }, next });
  step({ kind: "update", set: { trial_ends: { today: "P14D" }, nick: { field: "email" } }, next });
  // @ts-expect-error a list is not counted
  step({ kind: "update", set: { tags: { add: 1 } }, next });
  // @ts-expect-error a number is no moment
  step({ kind: "update", set: { seats: { now: true } }, next });
  // @ts-expect-error no such attribute
  step({ kind: "update", set: { seat: 3 }, next });
  step({ kind: "emit", event: "ordered", data: { cart_id: { event: "cart_id" }, total: 1 }, next });
  // @ts-expect-error the total is missing
  step({ kind: "emit", event: "ordered", data: { cart_id: "a" }, next });
  // @ts-expect-error only Dripstack itself may
  step({ kind: "emit", event: "message.sent", next });
  step({ kind: "emit", event: "signed_up", next });
  step({ kind: "enroll", sequence: "other", data: { plan: { attribute: "plan" } }, next });
  // @ts-expect-error no such sequence
  step({ kind: "enroll", sequence: "another", next });
  step({ kind: "webhook", url: "https://example.com", map: { seats: "data.seats" }, next });
  // @ts-expect-error no such attribute
  step({ kind: "webhook", url: "https://example.com", map: { seets: "data.seats" }, next });
  step({ kind: "notify", url: "https://example.com", text: "Hello", next });
  step({ kind: "notify", email: "team@example.com", template: "bye", next });
  // @ts-expect-error either a mail or a text
  step({ kind: "notify", email: "team@example.com", text: "Hello", next });
  const variants = [
    { name: "a", next },
    { name: "b", next },
  ];
  step({ kind: "experiment", variants, metric: { event: "ordered", within: "P7D" } });
  // @ts-expect-error no such event
  step({ kind: "experiment", variants, metric: { event: "order", within: "P7D" } });
  step({ kind: "exit", reason: "done" });
});

test("what a sequence is for, and who comes again, is checked too", () => {
  const rest = { start: "one", steps: { one: { kind: "exit" } } } as const;
  sequence({ ...base, enter: [], goal: { event: "ordered", value: "total" }, ...rest });
  // @ts-expect-error no number
  sequence({ ...base, enter: [], goal: { event: "ordered", value: "cart_id" }, ...rest });
  sequence({ ...base, enter: [], reentry: { perKey: "cart_id" }, ...rest });
  // @ts-expect-error no event has it
  sequence({ ...base, enter: [], reentry: { perKey: "cart" }, ...rest });
  // @ts-expect-error no such setting
  sequence({ ...base, enter: [], settings: { quiet: { from: "22:00", to: "07:00" } }, ...rest });
});

test("what is built is the JSON that was written", () => {
  const built = sequence({
    ...base,
    enter: [{ event: "signed_up" }],
    start: "one",
    steps: { one: { kind: "send", template: "hello", next: null } },
  });
  expect(Definition.parse(built)).toEqual({
    name: "Shop",
    enter: [{ event: "signed_up" }],
    reentry: "never",
    exit: [],
    settings: {},
    start: "one",
    steps: { one: { kind: "send", template: "hello", next: null } },
  });
});
