import fc from "fast-check";
import { condition } from "#test/audience/conditions/arbitrary.ts";

/** With some of its optional fields. */
const some = (fields: Record<string, fc.Arbitrary<unknown>>, required: string[]) =>
  fc.record(fields, { requiredKeys: required }) as fc.Arbitrary<object>;

const name = fc.constantFrom("a", "b-2", "plan", "vip");
const text = fc.string({ minLength: 1, maxLength: 20 });
const duration = fc.constantFrom("PT1M", "P3D", "P1DT2H", "P2W");
const span = fc.oneof(duration, fc.constantFrom("P1M", "P1Y2M3D"));
const signed = fc.oneof(
  span,
  span.map((one) => `-${one}`),
);
const time = fc.constantFrom("00:00", "09:30", "23:59");
const every = fc.constant("year");
const zone = fc.constantFrom("UTC", "Europe/Berlin");
const weekdays = fc.subarray(["monday", "friday", "sunday"], { minLength: 1 });
const url = fc.constantFrom("https://example.com/in", "http://localhost:8080/");
const where = fc.constantFrom(
  { total: { gt: 20 } },
  { cart: { is: { entry: "cart" } }, plan: { in: ["a", true, 3] } },
);
const entryWhere = fc.constantFrom({ total: { lte: 20 } }, { plan: { is: null } }, {});
const scalar = fc.oneof(text, fc.integer(), fc.boolean(), fc.constant(null));
const value = fc.oneof(
  scalar,
  text.map((event) => ({ event })),
  text.map((attribute) => ({ attribute })),
  fc.constantFrom("email", "createdAt").map((field) => ({ field })),
  fc.constantFrom(true, "P1M", "-P7D").map((now) => ({ now })),
  fc.constantFrom(true, "P1Y").map((today) => ({ today })),
);
const values = fc.dictionary(fc.constantFrom("x", "y z", "constructor"), value, { maxKeys: 3 });

const enter = fc.oneof(
  some({ event: name, where: entryWhere }, ["event"]),
  some({ schedule: fc.constantFrom("0 9 * * MON", "30 8 1 * *"), zone, segment: name }, [
    "schedule",
  ]),
  some({ segment: name, when: fc.constantFrom("entered", "left") }, ["segment"]),
  some({ attribute: name, from: fc.constant({ is: "free" }), to: fc.constant({ exists: true }) }, [
    "attribute",
  ]),
  some({ date: name, offset: signed, time, every }, ["date"]),
  fc.constant({ api: true }),
  some({ click: name, link: url }, ["click"]),
);

const stepOf = (names: string[]): fc.Arbitrary<object> => {
  const next = fc.constantFrom(...names, null);
  const weight = fc.integer({ min: 1, max: 9 });
  const fixed = (kind: string) => ({ kind: fc.constant(kind), next });
  return fc.oneof(
    some({ ...fixed("send"), template: name }, ["kind", "next", "template"]),
    some({ ...fixed("wait"), for: span, until: some({ time, weekdays }, ["time"]) }, [
      ...["kind", "next", "for"],
    ]),
    some(
      {
        ...fixed("wait"),
        until: some({ attribute: name, offset: signed, time, every }, ["attribute"]),
        otherwise: next,
      },
      ["kind", "next", "until"],
    ),
    some({ ...fixed("waitFor"), event: name, where, timeout: span, otherwise: next }, [
      ...["kind", "next", "event", "timeout", "otherwise"],
    ]),
    fc.record({
      kind: fc.constant("waitFor"),
      events: fc.array(some({ event: name, where, next }, ["event", "next"]), {
        ...{ minLength: 2, maxLength: 4 },
      }),
      timeout: span,
      otherwise: next,
    }),
    some({ ...fixed("waitFor"), condition, timeout: span, otherwise: next }, [
      ...["kind", "next", "condition", "timeout", "otherwise"],
    ]),
    fc.record({
      kind: fc.constant("branch"),
      cases: fc.array(fc.record({ when: condition, next }), { minLength: 1, maxLength: 3 }),
      otherwise: next,
    }),
    fc.record({
      kind: fc.constant("split"),
      ways: fc.array(some({ weight, next }, ["next"]), { minLength: 2, maxLength: 4 }),
    }),
    some(
      {
        kind: fc.constant("experiment"),
        variants: fc.tuple(
          some({ name: fc.constant("one"), weight, next }, ["name", "next"]),
          some({ name: fc.constant("two"), weight, next }, ["name", "next"]),
        ),
        metric: some({ event: name, where, within: duration }, ["event", "within"]),
        sample: fc.integer({ min: 100, max: 1_000 }),
      },
      ["kind", "variants", "metric"],
    ),
    some({ ...fixed("update"), set: values, subscribed: fc.boolean() }, [
      ...["kind", "next", "subscribed"],
    ]),
    some({ ...fixed("emit"), event: name, data: values }, ["kind", "next", "event"]),
    some({ ...fixed("enroll"), sequence: name, data: values }, ["kind", "next", "sequence"]),
    some(
      {
        ...{ ...fixed("webhook"), url, body: values, timeout: fc.constant("PT3S") },
        map: fc.constant({ score: "data.score" }),
        attempts: fc.integer({ min: 1, max: 8 }),
        otherwise: next,
      },
      ["kind", "next", "url"],
    ),
    some({ ...fixed("notify"), url, text, attempts: fc.integer({ min: 1, max: 8 }) }, [
      ...["kind", "next", "url", "text"],
    ]),
    some({ ...fixed("notify"), email: fc.constant("team@example.com"), template: name }, [
      ...["kind", "next", "email", "template"],
    ]),
    some({ kind: fc.constant("exit"), reason: text }, ["kind"]),
  );
};

const settings = some(
  {
    zone,
    quietHours: fc.constant({ from: "22:00", to: "07:00" }),
    sendWindow: some({ weekdays, from: fc.constant("09:00"), to: fc.constant("17:00") }, []),
    daysOff: fc.constant(["2026-12-25", "01-01"]),
    cap: fc.constant({ mails: 2, per: "P7D" }),
  },
  [],
);

/**
 * Valid definitions as JSON: every step and trigger kind, every setting; steps may lead anywhere.
 */
export const definition: fc.Arbitrary<object> = fc
  .uniqueArray(fc.constantFrom("hello", "rest", "ask-2", "0", "end"), { minLength: 1 })
  .chain((names) =>
    some(
      {
        $schema: fc.constant("https://mail.example.com/v1/schemas/sequence.json"),
        name: text,
        description: text,
        enter: fc.array(enter, { maxLength: 3 }),
        reentry: fc.constantFrom("never", "after-exit", { afterExit: "P9D" }, { perKey: "cart" }),
        exit: fc.array(condition, { maxLength: 2 }),
        goal: some({ event: name, where, within: duration, value: name, exit: fc.boolean() }, [
          "event",
        ]),
        holdout: fc.integer({ min: 0, max: 50 }),
        priority: fc.integer({ min: 0, max: 100 }),
        settings,
        start: fc.constantFrom(...names),
        steps: fc.record(Object.fromEntries(names.map((one) => [one, stepOf(names)]))),
      },
      ["name", "enter", "start", "steps"],
    ),
  )
  .map((one): object => JSON.parse(JSON.stringify(one)));
