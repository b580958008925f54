import fc from "fast-check";

/** 27 March 2026, a Friday: the clocks of Europe go forward on the Sunday after it. */
export const START = Date.parse("2026-03-27T11:00:00.000Z");
export const ZONES = fc.constantFrom("UTC", "Europe/Berlin", "America/New_York", "Asia/Kathmandu");

const WEEKDAYS = ["monday", "wednesday", "friday", "saturday", "sunday"];
export const arrayOfWeekdays = fc.option(fc.subarray(WEEKDAYS, { minLength: 1 }), {
  nil: undefined,
  freq: 2,
});
export const durations = fc.constantFrom(
  ...["PT10M", "PT10M", "PT30M", "PT1H", "PT2H", "P1D", "P3D", "P1M", "P1M1DT1H", "PT30S"],
);
export const DATE_ATTRIBUTES = fc.constantFrom("due", "due", "due", "plan");

export const scalar = fc.oneof(
  fc.constantFrom("pro", "free", null),
  fc.integer({ min: 0, max: 5 }),
);
export const date = fc.oneof(
  fc.constantFrom("2026-03-27", "2026-03-28", "2026-03-29", "2026-04-30", "2026-02-30", "soon"),
  fc
    .integer({ min: -2, max: 60 })
    .map((hours) => new Date(START + hours * 3_600_000).toISOString()),
  fc.constantFrom("2026-03-29T02:30:00+01:00", "2026-03-27T23:30:00-05:00"),
  fc.constantFrom("2026-03-29T02:30:00", "2026-03-27T12:45"),
);

const lookedUp = fc.oneof(
  fc.constantFrom("total", "constructor").map((event) => ({ event })),
  fc.constantFrom("plan", "toString").map((attribute) => ({ attribute })),
  fc.constantFrom("locale", "timeZone").map((field) => ({ field })),
);
const moment = fc.constantFrom(true, "P1D", "-P1D", "P1M");
const value = fc.oneof(
  scalar,
  date,
  lookedUp,
  moment.map((now) => ({ now })),
  moment.map((today) => ({ today })),
);
const named = (one: fc.Arbitrary<unknown>) =>
  fc.dictionary(fc.constantFrom("plan", "size", "due"), one, {
    ...{ minKeys: 1, maxKeys: 2, noNullPrototype: true },
  });
export const VALUES = named(value);
/** Of an update: also what goes on from the value of then. */
export const SET_VALUES = named(
  fc.oneof(
    { weight: 3, arbitrary: value },
    {
      weight: 2,
      arbitrary: fc.oneof(
        fc.oneof(fc.integer({ min: -2, max: 2 }), lookedUp).map((add) => ({ add })),
        fc.oneof(fc.constantFrom("pro", "a"), lookedUp).map((append) => ({ append })),
        fc.oneof(fc.constantFrom("pro", "free"), lookedUp).map((remove) => ({ remove })),
      ),
    },
  ),
);

const span = fc.constantFrom("PT5M", "PT20M", "PT3H", "P1D");
const steady = fc.oneof(
  fc.constantFrom("pro", "free").map((is) => ({ attribute: "plan", is })),
  fc.integer({ min: 0, max: 5 }).map((gte) => ({ attribute: "size", gte })),
  fc.constantFrom("bought", "visited", "message.opened", "shown").map((event) => ({ event })),
  fc.boolean().map((subscribed) => ({ subscribed })),
  fc.constant({ segment: "vip" }),
  fc.constantFrom(
    { field: "locale", startsWith: "DE", ignoreCase: true },
    { field: "locale", exists: false },
    { field: "email", endsWith: "example.com" },
    { attribute: "plan", notIn: ["pro", "PRO"] },
  ),
);
/** What time alone makes true or false. */
const moving = fc.oneof(
  fc.record({ event: fc.constantFrom("bought", "visited"), within: span }),
  fc.record({ event: fc.constantFrom("bought", "visited"), within: span, did: fc.constant(false) }),
  fc.record({
    event: fc.constantFrom("bought", "visited", "signed_up"),
    since: fc.constant("entry"),
    did: fc.boolean(),
  }),
  fc.record({ event: fc.constant("visited"), last: span.map((gte) => ({ ago: { gte } })) }),
  fc.record({ attribute: fc.constant("due"), ahead: span.map((lte) => ({ lte })) }),
  fc.record({ attribute: fc.constant("due"), ago: span.map((gte) => ({ gte })) }),
  fc.constantFrom(
    { field: "createdAt", ago: { gte: "P1DT2H" } },
    { field: "createdAt", ago: { lte: "P2D" } },
  ),
);
const rule = fc.oneof({ weight: 2, arbitrary: steady }, { weight: 2, arbitrary: moving });
export const conditions: fc.Arbitrary<object> = fc.oneof(
  { weight: 4, arbitrary: rule },
  {
    weight: 1,
    arbitrary: fc.array(rule, { minLength: 1, maxLength: 2 }).map((none) => ({ none })),
  },
  { weight: 1, arbitrary: fc.array(rule, { minLength: 2, maxLength: 3 }).map((all) => ({ all })) },
);
/** For exits: those that seldom hold at once, so that runs get anywhere. */
export const exits: fc.Arbitrary<object> = fc.oneof(
  fc.constant({ event: "bought", count: { gte: 3 } }),
  fc.constant({ event: "bought", since: "entry", count: { gte: 2 } }),
  fc.constant({ event: "signed_up", since: "entry" }),
  fc.constant({ event: "visited", count: { gte: 2 }, last: { ago: { gte: "PT1H" } } }),
  fc.constant({ event: "bought", within: "PT20M", count: { gte: 2 } }),
  fc.constant({
    all: [
      { attribute: "due", ago: { gte: "P1D" } },
      { attribute: "plan", is: "pro" },
    ],
  }),
  fc.constant({
    all: [
      { event: "visited", within: "PT5M" },
      { event: "bought", did: false },
    ],
  }),
  // What may change at an instant and seldom does.
  span.map((within) => ({ event: "bought", within, sum: { field: "total", gte: 9 } })),
  span.map((within) => ({ event: "visited", within, first: { ago: { gte: "P1D" } } })),
  fc.constant({ subscribed: false }),
  fc.constant({ segment: "vip" }),
);
