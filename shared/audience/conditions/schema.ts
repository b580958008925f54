import * as z from "zod/mini";
import { EVENT_NAME_RULE, isEventName, MAX_EVENT_NAME } from "#shared/kernel/event-name.ts";
import { NAME } from "#shared/kernel/ids.ts";
import { MAX_COUNT } from "#shared/kernel/retention.ts";
import { findOverLimit } from "./bounds.ts";
import { byKey, guarded } from "./discriminated-union.ts";
import { EventSpan, Span, Within } from "./duration.ts";
import { CONTACT_FIELDS } from "./facts.ts";
import { IMPOSSIBLE, isPossible } from "./range.ts";
import { AggregateTest, hasOne, Name, possible, TEST_NAMES, tests, Where } from "./value-schema.ts";

export const EventName = z
  .string()
  .check(z.minLength(1), z.maxLength(MAX_EVENT_NAME), z.refine(isEventName, EVENT_NAME_RULE));

/** Tests of a value that may be a date. */
const datedTests = () => ({
  ...tests(),
  /** How far the date lies in the future. */
  ahead: z.optional(Span),
  /** How far it lies in the past. */
  ago: z.optional(Span),
});
const DATED = [...TEST_NAMES, "ahead", "ago"];
const oneWay = z.refine<{ ahead?: Span | undefined; ago?: Span | undefined }>(
  ({ ahead, ago }) => !ahead || !ago,
  { path: ["ago"], error: 'no date lies both ahead and ago: join two tests with "any"' },
);

const AttributeTest = z.lazy(() =>
  z.strictObject({ attribute: Name, ...datedTests() }).check(hasOne(DATED), possible, oneWay),
);

/** A built-in field, separate from attributes of the same name. */
const ContactFieldTest = z.lazy(() =>
  z
    .strictObject({
      field: z.enum(CONTACT_FIELDS, `one of ${CONTACT_FIELDS.join(", ")}`),
      ...datedTests(),
    })
    .check(
      hasOne(DATED),
      possible,
      oneWay,
      z.refine(({ field, ahead, ago }) => field === "createdAt" || !(ahead || ago), {
        path: ["field"],
        error: "only createdAt is a date",
      }),
    ),
);

const Count = z.lazy(() => {
  const times = z.int().check(z.gte(0), z.lte(MAX_COUNT));
  const fewer = z.refine<number>(
    (most) => most !== MAX_COUNT,
    `counts stop at ${MAX_COUNT}, so that there are never more: ask for ${MAX_COUNT - 1} at most`,
  );
  return z
    .strictObject({ gte: z.optional(times), lte: z.optional(times.check(fewer)) })
    .check(hasOne(["gte", "lte"]), z.refine(isPossible, IMPOSSIBLE));
});

/** Aspects of events other than the count. */
const ASPECTS = ["first", "last", "sum", "avg", "min", "max"] as const;

const EventTest = z.lazy(() => {
  const moment = z.optional(z.strictObject({ ago: EventSpan }));
  const figure = z.optional(AggregateTest);
  return z
    .strictObject({
      event: EventName,
      did: z.optional(z.boolean()),
      count: z.optional(Count),
      within: z.optional(Within),
      /** Only events after the one that started the run. */
      since: z.optional(z.literal("entry", 'must be "entry"')),
      where: z.optional(Where),
      first: moment,
      last: moment,
      sum: figure,
      avg: figure,
      min: figure,
      max: figure,
    })
    .check(
      z.refine((test) => test.did !== false || ASPECTS.every((name) => test[name] === undefined), {
        path: ["did"],
        error: `can not be false beside ${ASPECTS.join(", ")}: put that test into "none"`,
      }),
    );
});

const flag = z.optional(z.boolean());
const SegmentId = z
  .string()
  .check(z.regex(NAME, "a segment's id is made of a-z, 0-9 and - (at most 64)"));
const SegmentTest = z.lazy(() => z.strictObject({ segment: SegmentId, is: flag }));
const SubscribedTest = z.lazy(() => z.strictObject({ subscribed: z.boolean() }));
const SuppressedTest = z.lazy(() => z.strictObject({ suppressed: z.boolean() }));
/** For now there is one topic. */
const Topic = z.string().check(z.refine((topic) => topic === "all", 'the one topic is "all"'));
const TopicTest = z.lazy(() => z.strictObject({ topic: Topic, is: flag }));

export type AttributeTest = z.infer<typeof AttributeTest>;
export type ContactFieldTest = z.infer<typeof ContactFieldTest>;
export type EventTest = z.infer<typeof EventTest>;
type ConsentTest =
  | z.infer<typeof SubscribedTest>
  | z.infer<typeof SuppressedTest>
  | z.infer<typeof TopicTest>;
type SegmentTest = z.infer<typeof SegmentTest>;

/** A condition without nested ones. */
export type Rule = AttributeTest | ContactFieldTest | EventTest | SegmentTest | ConsentTest;
/** The condition language (docs/design.md, Conditions). */
export type Condition = Rule | { all: Condition[] } | { any: Condition[] } | { none: Condition[] };

const some = z.lazy(() => z.array(Part).check(z.minLength(1), z.maxLength(50)));

const ARMS = {
  attribute: AttributeTest,
  event: EventTest,
  field: ContactFieldTest,
  segment: SegmentTest,
  subscribed: SubscribedTest,
  suppressed: SuppressedTest,
  topic: TopicTest,
  all: z.lazy(() => z.strictObject({ all: some })),
  any: z.lazy(() => z.strictObject({ any: some })),
  none: z.lazy(() => z.strictObject({ none: some })),
};
const EXAMPLE = '{"attribute":"plan","is":"pro"}';

const Part: z.ZodMiniType<Condition> = z
  .lazy(() => byKey(ARMS, "a condition", EXAMPLE) as unknown as z.ZodMiniType<Condition>)
  .register(z.globalRegistry, { id: "Condition", description: "What must hold of a contact" });

/** A condition, safe to parse at any size or depth of input. */
export const Condition: z.ZodMiniType<Condition> = guarded(() => Part, findOverLimit);
