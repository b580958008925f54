import fc from "fast-check";
import { expect, test } from "vitest";
import type * as z from "zod/mini";
import { SegmentCondition } from "#shared/audience/conditions/index.ts";
import { Definition } from "#shared/automation/language/index.ts";
import { check } from "#shared/http/index.ts";
import { Events } from "#shared/insight/simulation/script.ts";
import type { Fault } from "#shared/kernel/errors.ts";
import { InvalidInput } from "#shared/kernel/errors.ts";
import { pointer } from "#shared/kernel/json-pointer.ts";
import { definition as definitions } from "./arbitrary-definition.ts";

function faultsOf(schema: z.ZodMiniType, input: unknown): Fault[] {
  try {
    check(schema, input, "body");
    return [];
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    return error.faults;
  }
}

const step = (fields: object) => ({ steps: { a: { next: null, ...fields } } });
const send = { kind: "send", template: "t" };
const set = (value: unknown) => step({ kind: "update", set: { x: value } });
const REENTRY = 'must be "never", "after-exit", {"afterExit": "P30D"} or {"perKey": "order"}';
const DURATION = "not a duration such as P3D, PT1H or P1DT12H";
const NO_MONTHS = "no months or years here, for their length varies; give days, such as P30D";
const VALUE =
  "must be a text, a number, true, false, null, {event: field}, {attribute: name} or {field: name}";
const WAYS = "event, schedule, segment, attribute, date, api, click";

test.each<[string, object, string, string]>([
  ["a text", { enter: ["x"] }, "/enter/0", 'not a trigger such as {"event":"signed_up"}'],
  ["nothing", { enter: [{}] }, "/enter/0", `a trigger needs one of ${WAYS}`],
  ["a slip", { enter: [{ evnt: "a" }] }, "/enter/0", `a trigger needs one of ${WAYS}`],
  ["a number", { enter: [{ event: 3 }] }, "/enter/0/event", "expected string, received number"],
  ["two keys", { enter: [{ event: "a", date: "b" }] }, "/enter/0/date", "unknown field"],
  [
    "too often",
    { enter: [{ schedule: "0,30 0 * * *" }] },
    "/enter/0/schedule",
    "at most once an hour",
  ],
  ["another word", { reentry: "always" }, "/reentry", REENTRY],
  ["null", { reentry: null }, "/reentry", REENTRY],
  ["a number", { reentry: { perKey: 3 } }, "/reentry/perKey", "expected string, received number"],
  ["no duration", { reentry: { afterExit: "a week" } }, "/reentry/afterExit", DURATION],
  [
    "a slip",
    { reentry: { key: "a" } },
    "/reentry",
    "a re-entry rule needs one of afterExit, perKey",
  ],
  ["both", { reentry: { perKey: "a", afterExit: "P1D" } }, "/reentry/perKey", "unknown field"],
  [
    "no time",
    step({ kind: "wait", until: {} }),
    "/steps/a/until",
    "`until` needs one of attribute, time",
  ],
  [
    "a text",
    step({ kind: "wait", until: "9:00" }),
    "/steps/a/until",
    'not `until` such as {"time":"09:00"}',
  ],
  [
    "no such time",
    step({ kind: "wait", until: { time: "9" } }),
    "/steps/a/until/time",
    "not a time of day from 00:00 to 23:59",
  ],
  ["a list", set(["a"]), "/steps/a/set/x", VALUE],
  [
    "a slip",
    set({ evnt: "a" }),
    "/steps/a/set/x",
    "a value that is looked up needs one of event, attribute",
  ],
  ["a number", set({ event: 3 }), "/steps/a/set/x/event", "expected string, received number"],
  ["long", set("a".repeat(2_001)), "/steps/a/set/x", "<=2000 characters"],
  ["a place of a template", set("{{ event.x }}"), "/steps/a/set/x", 'write {"event":"x"}'],
  ["one of the person", set("{{contact.plan}}"), "/steps/a/set/x", 'write {"attribute":"plan"}'],
  ["a field", set("{{- contact.email -}}"), "/steps/a/set/x", 'write {"field":"email"}'],
  ["a part", set("no. {{ event.x }}"), "/steps/a/set/x", "give each part as its own value"],
  ["a tag", set("{% if a %}b{% endif %}"), "/steps/a/set/x", "nothing is filled in here"],
  [
    "a place to append",
    set({ append: "{{ event.tag }}" }),
    "/steps/a/set/x/append",
    'write {"event":"tag"}',
  ],
  [
    "a place in data",
    step({ kind: "emit", event: "a", data: { x: "{{ event.x }}" } }),
    "/steps/a/data/x",
    'write {"event":"x"}',
  ],
  [
    "a place in data",
    step({ kind: "enroll", sequence: "a", data: { x: "{{ event.x }}" } }),
    "/steps/a/data/x",
    'write {"event":"x"}',
  ],
  [
    "a place in a body",
    step({ kind: "webhook", url: "https://a.example", body: { x: "{{ event.x }}" } }),
    "/steps/a/body/x",
    'write {"event":"x"}',
  ],
  [
    "a place in an address",
    step({ kind: "webhook", url: "https://a.example/?x={{ event.x }}" }),
    "/steps/a/url",
    "the URL is fixed: put values into `body`",
  ],
  [
    "a place in a filter",
    { exit: [{ event: "a", where: { cart: { is: "{{ event.cart }}" } } }] },
    "/exit/0/where/cart/is",
    '{"is":{"entry":"cart"}}',
  ],
  [
    "an event beside several",
    {
      steps: {
        a: {
          ...{ kind: "waitFor", timeout: "P1D", otherwise: null, event: "a" },
          events: [
            { event: "a", next: null },
            { event: "b", next: null },
          ],
        },
      },
    },
    "/steps/a/event",
    "give one of `event`, `events` and `condition`",
  ],
  [
    "a way beside several",
    step({
      ...{ kind: "waitFor", timeout: "P1D", otherwise: null },
      events: [
        { event: "a", next: null },
        { event: "b", next: null },
      ],
    }),
    "/steps/a/next",
    "each of `events` has its own",
  ],
  [
    "no way",
    { steps: { a: { kind: "waitFor", event: "a", timeout: "P1D", otherwise: null } } },
    "/steps/a/next",
    "name the next step, or null to end the run",
  ],
  ["no such moment", set({ now: "tomorrow" }), "/steps/a/set/x/now", "is not a duration"],
  ["no moment", set({ now: false }), "/steps/a/set/x/now", "must be true, or a duration"],
  ["no amount", set({ add: "1" }), "/steps/a/set/x/add", "must be a number, {event: field}"],
  ["no entry", set({ append: 1 }), "/steps/a/set/x/append", "must be a text, {event: field}"],
  [
    "no update",
    step({ kind: "emit", event: "a", data: { x: { add: 1 } } }),
    "/steps/a/data/x",
    "a value that is looked up needs one of event, attribute, field, now, today",
  ],
  ["no kind", step({ kind: "mail" }), "/steps/a/kind", "must be one of send, wait"],
  ["no condition", { exit: [null] }, "/exit/0", "not a condition such as"],
  ["a bad span", { exit: [{ event: "a", within: "1 day" }] }, "/exit/0/within", DURATION],
  ["a bad span", { goal: { event: "a", within: "P1M" } }, "/goal/within", NO_MONTHS],
  ["a span in months", { reentry: { afterExit: "P1Y" } }, "/reentry/afterExit", NO_MONTHS],
  [
    "a bad span",
    step({ kind: "webhook", url: "https://a.example", timeout: "5" }),
    "/steps/a/timeout",
    DURATION,
  ],
])("%s in %o is refused as what it is", (_, fields, path, message) => {
  const steps = { a: { ...send, next: null } };
  const faults = faultsOf(Definition, {
    name: "x",
    enter: [{ api: true }],
    start: "a",
    steps,
    ...fields,
  });
  expect(faults).toEqual([{ path, message: expect.stringContaining(message) }]);
});

test("a bad duration in a segment's condition, however deep, has its path", () => {
  const condition = { none: [{ all: [{ event: "a" }, { event: "b", within: "P1M" }] }] };
  expect(faultsOf(SegmentCondition, condition)).toEqual([
    { path: "/none/0/all/1/within", message: expect.stringContaining(NO_MONTHS) },
  ]);
});

test.each<[object, string, string]>([
  [{ at: "tomorrow", event: "a" }, "/0/at", "must be an instant such as"],
  [{ at: "P1D", mail: true, did: "clicked" }, "/0/mail", "must be a mail's number, or its step"],
  [{ at: "P1D", attributes: { a: {} } }, "/0/attributes/a", "must be a text, a number,"],
  [{ at: "P1D", evnt: "a" }, "/0", "an occurrence needs one of event, mail, segment,"],
])("what happens in a simulation is refused as what it is: %o", (one, path, message) => {
  expect(faultsOf(Events, [one])).toEqual([{ path, message: expect.stringContaining(message) }]);
});

type Place = { path: string[]; parent: Record<string, unknown>; key: string };
const placesIn = (value: unknown, path: string[] = []): Place[] =>
  typeof value !== "object" || value === null
    ? []
    : Object.entries(value).flatMap(([key, inner]) => [
        { path: [...path, key], parent: value as Record<string, unknown>, key },
        ...placesIn(inner, [...path, key]),
      ]);
const junk = fc.constantFrom<unknown>({}, [], "", " ", "P1Q", -1, null, true, { event: 3 }, [null]);

test("whatever is broken in a sequence, every fault has a path, and one lies where it was broken", () => {
  fc.assert(
    fc.property(definitions, fc.nat(), junk, (valid, at, bad) => {
      const definition = structuredClone(valid);
      const places = placesIn(definition);
      const { path, parent, key } = places[at % places.length]!;
      parent[key] = bad;
      const faults = faultsOf(Definition, definition);
      const container = pointer(...path.slice(0, -1));
      for (const fault of faults) expect(fault.path).toMatch(/^\//);
      const near = faults.filter(
        (fault) => fault.path.startsWith(container) || fault.message.startsWith("there is no step"),
      );
      expect(near.length > 0).toBe(faults.length > 0);
    }),
    { numRuns: 400 },
  );
});
