import fc from "fast-check";
import type { Facts } from "#shared/audience/conditions/index.ts";
import { DAY_MS, MINUTE_MS } from "#shared/kernel/time.ts";
import type { Naive } from "./naive.ts";

/** Two hours before the clocks of Europe go forward. */
export const START = Date.parse("2026-03-28T23:00:00.000Z");

const minutes = (max: number) => fc.integer({ min: 0, max });
/** Short ones, so that much happens in the hours that are walked; and days, for dates. */
const duration = fc.oneof(
  { weight: 4, arbitrary: minutes(150).map((count) => `PT${count}M`) },
  fc.constantFrom("P1D", "PT23H", "P1DT1H30M", "P2D"),
);
const inOrder = ([a, b]: [number, number]) => [Math.min(a, b), Math.max(a, b)] as const;

const span = fc.oneof(
  duration.map((gte) => ({ gte })),
  duration.map((lte) => ({ lte })),
  fc
    .tuple(minutes(150), minutes(150))
    .map(inOrder)
    .map(([gte, lte]) => ({ gte: `PT${gte}M`, lte: `PT${lte}M` })),
);

/** Of dates, months of the calendar too. */
const dateSpan = fc.oneof(
  { weight: 4, arbitrary: span },
  fc.constantFrom({ lte: "P1M" }, { gte: "P1M" }, { gte: "P1D", lte: "P1M1DT1H" }),
  fc.constantFrom({ gte: "P30D", lte: "P1M" }, { gte: "P1M", lte: "P28D" }),
);

const number = fc.integer({ min: -2, max: 6 });
const scalar = fc.oneof(number, fc.boolean(), fc.constantFrom("a", "ab", "AB", "pro"));
const exactTest = fc.oneof(
  scalar.map((is) => ({ is })),
  fc.constant({ is: null }),
  scalar.map((isNot) => ({ isNot })),
  fc.array(scalar, { minLength: 1, maxLength: 3 }).map((list) => ({ in: list })),
  fc.array(scalar, { minLength: 1, maxLength: 3 }).map((list) => ({ notIn: list })),
  number.map((gt) => ({ gt })),
  fc
    .tuple(number, number)
    .map(inOrder)
    .map(([gte, lte]) => ({ gte, lte })),
  fc.constant({ lt: "b" }),
  fc.constantFrom("a", "B").map((contains) => ({ contains })),
  fc.constantFrom("", "a", "P", "pro", "profit").map((startsWith) => ({ startsWith })),
  fc.constantFrom("b", "O").map((endsWith) => ({ endsWith })),
  fc.boolean().map((exists) => ({ exists })),
);
const valueTest = fc
  .tuple(exactTest, fc.constantFrom(undefined, undefined, true, false))
  .map(([test, ignoreCase]) => ({ ...test, ...(ignoreCase !== undefined && { ignoreCase }) }));

const attributeTest = fc.oneof(
  fc
    .tuple(fc.constantFrom("plan", "size", "tags", "toString"), valueTest)
    .map(([attribute, test]) => ({ attribute, ...test })),
  fc
    .tuple(
      fc.constantFrom("ahead", "ago"),
      dateSpan,
      fc.option(fc.constant(true), { nil: undefined }),
    )
    .map(([name, one, exists]) => ({ attribute: "date", [name]: one, ...(exists && { exists }) })),
);

const fieldTest = fc.oneof(
  fc
    .tuple(
      fc.constantFrom("email", "locale", "timeZone", "createdAt"),
      fc.oneof(valueTest, fc.constant({ startsWith: "DE", ignoreCase: true })),
    )
    .map(([field, test]) => ({ field, ...test })),
  fc
    .tuple(fc.constantFrom("ahead", "ago"), span)
    .map(([name, one]) => ({ field: "createdAt", [name]: one })),
);

const figureTest = fc
  .tuple(fc.constantFrom("gt", "gte", "lt", "lte", "is", "isNot"), number)
  .chain(([name, limit]) =>
    fc.constantFrom("total", "cart.total").map((field) => ({ field, [name]: limit })),
  );
const count = fc.oneof(
  fc.integer({ min: 0, max: 3 }).map((gte) => ({ gte })),
  fc.integer({ min: 0, max: 3 }).map((lte) => ({ lte })),
  fc
    .tuple(fc.nat(3), fc.nat(3))
    .map(inOrder)
    .map(([gte, lte]) => ({ gte, lte })),
);
const moment = span.map((ago) => ({ ago }));
/** Of the event that started the run: there, elsewhere, nowhere; also beside another test. */
const entryTest = fc
  .tuple(fc.constantFrom("total", "kind", "cart", "cart.kind", "toString"), fc.boolean())
  .map(([entry, limited]) => ({ is: { entry }, ...(limited && { isNot: "ab" }) }));
const where = fc
  .tuple(
    fc.constantFrom("total", "kind", "cart", "cart.kind", "cart.total", "cart.0", "__proto"),
    fc.oneof({ weight: 3, arbitrary: valueTest }, { weight: 1, arbitrary: entryTest }),
  )
  .map(([field, test]) => ({ [field]: test }));

const event = fc.oneof(
  { weight: 9, arbitrary: fc.constantFrom("opened", "opened", "bought") },
  { weight: 1, arbitrary: fc.constantFrom("constructor", "never") },
);
const filter = fc.option(where, { freq: 3, nil: undefined });
const window = fc.option(duration, { freq: 4, nil: undefined });
const since = fc.constantFrom(undefined, undefined, undefined, "entry");
const counted = fc.record({
  event,
  within: window,
  since,
  did: fc.constantFrom(true, false, undefined),
  count: fc.option(count, { nil: undefined }),
  where: filter,
});
const aspects = fc.record({
  first: moment,
  last: moment,
  sum: figureTest,
  avg: figureTest,
  min: figureTest,
  max: figureTest,
});
const measured = fc
  .tuple(
    fc.record({ event, within: window, since, where: filter }),
    aspects.chain((all) => fc.subarray(Object.entries(all), { minLength: 1, maxLength: 2 })),
    fc.option(count, { freq: 4, nil: undefined }),
  )
  .map(([test, chosen, count]) => ({ ...test, ...Object.fromEntries(chosen), count }));
/** As JSON leaves it: without what is undefined. */
const eventTest = fc
  .oneof(counted, measured)
  .map((rule): object => JSON.parse(JSON.stringify(rule)));

const steady = fc.oneof(
  fc.constantFrom("vip", "new").map((segment) => ({ segment })),
  fc.boolean().map((is) => ({ segment: "vip", is })),
  fc.boolean().map((subscribed) => ({ subscribed })),
  fc.boolean().map((suppressed) => ({ suppressed })),
  fc.boolean().map((is) => ({ topic: "all", is })),
);
const rule = fc.oneof(
  { weight: 2, arbitrary: attributeTest },
  { weight: 1, arbitrary: fieldTest },
  { weight: 8, arbitrary: eventTest },
  { weight: 1, arbitrary: steady },
);

/** Conditions as JSON, all of them valid. */
export const condition: fc.Arbitrary<object> = fc.letrec<{ any: object }>((tie) => ({
  any: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    { weight: 2, arbitrary: rule },
    {
      weight: 3,
      arbitrary: fc
        .tuple(
          fc.constantFrom("all", "any", "none"),
          fc.array(tie("any"), { minLength: 1, maxLength: 4 }),
        )
        .map(([name, parts]) => ({ [name]: parts })),
    },
  ),
})).any;

const date = fc.oneof(
  fc.constantFrom("2026-03-27", "2026-03-28", "2026-03-29", "2026-03-30", "2026-02-30", "soon"),
  fc.constantFrom(
    "2026-03-29T02:30:00",
    "2026-03-28T02:30",
    "2026-03-30T03:10",
    "2026-02-28T00:30",
  ),
  fc.constantFrom("2026-04-29", "2026-02-28", "2026-02-27T03:00", "2026-04-28T23:00:00-04:00"),
  fc.integer({ min: -2 * DAY_MS, max: 2 * DAY_MS }).map((ms) => new Date(START + ms).toISOString()),
  fc.integer({ min: -4, max: 4 }).map((hours) => new Date(START + hours * 3_600_000).toISOString()),
);

/** What comes with an event: fields, fields of a field, and one whose name looks like a path. */
const data = (total: fc.Arbitrary<unknown>, kind: fc.Arbitrary<unknown>) =>
  fc.record(
    {
      ...{ total, kind, "cart.total": fc.option(total) },
      cart: fc.oneof(fc.record({ total, kind }, { requiredKeys: [] }), kind, fc.tuple(kind)),
    },
    { requiredKeys: [] },
  );

const happening = fc.record({
  name: fc.constantFrom("opened", "opened", "opened", "bought", "constructor"),
  at: fc.oneof(
    fc.integer({ min: START - 180 * MINUTE_MS, max: START + 60 * MINUTE_MS }),
    // Several in one instant, and on the minute.
    fc.integer({ min: -20, max: 6 }).map((tens) => START + tens * 10 * MINUTE_MS),
    fc.integer({ min: START - 2 * DAY_MS, max: START }),
  ),
  data: data(fc.oneof(number, fc.constant("4")), fc.constantFrom("a", "ab", "aB")),
});

export const person: fc.Arbitrary<Naive> = fc.record({
  attributes: fc.record(
    {
      plan: fc.constantFrom("pro", "Pro", "free", null),
      size: number,
      tags: fc.constantFrom(["a"], ["ab", "pro"]),
      date,
    },
    { requiredKeys: [] },
  ),
  fields: fc.record({
    email: fc.constantFrom("ab@a.example", "Pro@b.example"),
    locale: fc.constantFrom("de-AT", "a", null),
    timeZone: fc.constantFrom("Asia/Kolkata", null),
    createdAt: fc
      .integer({ min: -180, max: 0 })
      .map((minutes) => new Date(START + minutes * MINUTE_MS).toISOString()),
  }),
  zone: fc.constantFrom("UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata"),
  history: fc.array(happening, { minLength: 4, maxLength: 25, size: "max" }),
  segments: fc.subarray(["vip", "new"]),
  subscribed: fc.boolean(),
  suppressed: fc.constantFrom(null, "unsubscribe"),
  began: fc.integer({ min: -18, max: 3 }).map((tens) => ({ at: START + tens * 10 * MINUTE_MS })),
  entry: data(number, fc.constantFrom("a", "ab", null)),
});

/** The person as the product sees them. */
export function toFacts({ history, segments, fields, began, ...person }: Naive): Facts {
  const sorted = history.toSorted((a, b) => b.at - a.at);
  return {
    ...person,
    segments: new Set(segments),
    field: (name) => fields[name] ?? null,
    sinceEntry: ({ at }) => began !== undefined && at >= began.at,
    events: (name) => sorted.filter((happening) => happening.name === name),
  };
}
