import fc from "fast-check";
import {
  arrayOfWeekdays,
  conditions,
  DATE_ATTRIBUTES,
  durations,
  SET_VALUES,
  VALUES,
} from "./arbitrary-parts.ts";

/**
 * Where a step leads, in steps from itself; null ends the run. Mostly on, sometimes back: loops.
 */
export type Way = number | null;
/** A step whose ways and whose named send step are still to be put in place. */
export type Draft = { kind: string } & Record<string, unknown>;

const wayBack = (weight: number): fc.Arbitrary<Way> =>
  fc.oneof(
    { weight: 28, arbitrary: fc.constant(1) },
    { weight: 5, arbitrary: fc.integer({ min: 2, max: 6 }) },
    { weight, arbitrary: fc.integer({ min: -6, max: 0 }) },
    { weight: 1, arbitrary: fc.constant(null) },
  );
const way = wayBack(1);
/** Where time passes, loops are what people write. */
const wayOfTime = wayBack(14);
const maybe = <T>(arbitrary: fc.Arbitrary<T>, freq = 1) =>
  fc.option(arbitrary, { nil: undefined, freq });
const next = way;
const weight = maybe(fc.integer({ min: 1, max: 5 }));
const url = fc.constant("https://example.com/hook");
const attempts = fc.integer({ min: 1, max: 4 });
const time = fc.constantFrom("00:00", "02:30", "09:00", "17:15");
const offset = maybe(fc.constantFrom("-P1D", "PT2H", "-PT30M", "P1M", "-P1M1D"));
const happening = fc.constantFrom("bought", "visited", "message.clicked", "message.opened");
const where = maybe(fc.constant({ total: { gte: 3 } }));

const wait = fc.oneof(
  fc.record({ for: durations }),
  fc.record({ for: maybe(durations, 2), until: fc.record({ time, weekdays: arrayOfWeekdays }) }),
  fc.record({
    for: fc.constantFrom("P1D", "P1W", "P1M"),
    until: fc.record({ time, weekdays: arrayOfWeekdays }),
  }),
  fc.record({
    until: fc.record({
      ...{ attribute: DATE_ATTRIBUTES, offset, time: maybe(time) },
      every: maybe(fc.constant("year"), 4),
    }),
    otherwise: maybe(wayBack(14), 8),
  }),
);
/** `mailOf` says which of the send steps the filter names. */
const waitFor = fc.oneof(
  fc.record({ event: happening, where, timeout: durations }),
  fc.record({
    event: fc.constantFrom("message.clicked", "message.opened", "bought"),
    mailOf: fc.nat(5),
    timeout: durations,
  }),
  fc.record({ condition: conditions, timeout: durations }),
);
/** The first of several; one may be there twice, with another way. */
const waitForOne = fc.record({
  events: fc.array(fc.record({ event: happening, where, next }), { minLength: 2, maxLength: 3 }),
  timeout: durations,
  otherwise: wayOfTime,
});
const variants = fc
  .array(fc.record({ weight, next }), { minLength: 2, maxLength: 3 })
  .map((all) => all.map((one, i) => ({ name: `v${i}`, ...one })));

const KINDS: Record<string, [number, fc.Arbitrary<object>]> = {
  send: [5, fc.record({ template: fc.constantFrom("hello", "bye"), next })],
  wait: [5, fc.tuple(wait, wayOfTime).map(([one, next]) => ({ ...one, next }))],
  waitFor: [
    4,
    fc.oneof(
      {
        weight: 3,
        arbitrary: fc
          .tuple(waitFor, wayOfTime, wayOfTime)
          .map(([one, next, otherwise]) => ({ ...one, next, otherwise })),
      },
      { weight: 1, arbitrary: waitForOne },
    ),
  ],
  branch: [
    2,
    fc.record({
      cases: fc.array(fc.record({ when: conditions, next }), { minLength: 1, maxLength: 3 }),
      otherwise: way,
    }),
  ],
  split: [
    1,
    fc.record({ ways: fc.array(fc.record({ weight, next }), { minLength: 2, maxLength: 4 }) }),
  ],
  experiment: [
    1,
    fc.record({
      variants,
      metric: fc.record({ event: happening, where, within: fc.constantFrom("PT1H", "P2D") }),
    }),
  ],
  update: [2, fc.record({ set: SET_VALUES, subscribed: maybe(fc.boolean()), next })],
  emit: [
    1,
    fc.record({ event: fc.constantFrom("bought", "visited", "shown"), data: maybe(VALUES), next }),
  ],
  enroll: [1, fc.record({ sequence: fc.constant("other"), data: maybe(VALUES), next })],
  webhook: [
    3,
    fc.record({
      url,
      body: maybe(VALUES),
      attempts,
      next,
      otherwise: maybe(way),
      timeout: fc.constantFrom("PT5S", "PT30S"),
    }),
  ],
  notify: [
    1,
    fc.oneof(
      fc.record({ url, text: fc.constant("a contact came by"), attempts, next }),
      fc.record({ email: fc.constant("team@example.com"), template: fc.constant("note"), next }),
    ),
  ],
  exit: [0.2, fc.record({ reason: maybe(fc.constant("enough")) })],
};

/** One step of any kind. */
export const draft: fc.Arbitrary<Draft> = fc.oneof(
  ...Object.entries(KINDS).map(([kind, [weight, arbitrary]]) => ({
    weight: weight * 5,
    arbitrary: arbitrary.map((fields) => ({ kind, ...fields })),
  })),
);
