import {
  addCalendarSpan,
  type Span as CalendarSpan,
  instantOfDate,
  negate,
  parseSpan,
} from "#shared/calendar/index.ts";
import { ownValue } from "#shared/kernel/own-value.ts";
import { compileValue } from "./compile-value.ts";
import type { Span } from "./duration.ts";
import type { Facts } from "./facts.ts";
import type { AttributeTest, ContactFieldTest } from "./schema.ts";
import { between, NO, type TimedResult, YES } from "./timed-result.ts";

type Look = (facts: Facts, now: number) => TimedResult;

/** Tests of an attribute's value, and of the distance to the date in it. */
export const compileAttribute = ({ attribute, ...tests }: AttributeTest): Look =>
  compileDated(({ attributes }) => ownValue(attributes, attribute), tests);

/** The same for a built-in field. */
export const compileContactField = ({ field, ...tests }: ContactFieldTest): Look =>
  compileDated((facts) => facts.field(field), tests);

function compileDated(
  read: (facts: Facts) => unknown,
  { ahead, ago, ...tests }: Omit<AttributeTest, "attribute">,
): Look {
  const passes = compileValue(tests);
  if (!ahead && !ago) return (facts) => (passes(read(facts)) ? YES : NO);
  const { from, to } = ahead ? backwards(ahead) : onwards(ago!);
  return (facts, now) => {
    const { zone } = facts;
    const value = read(facts);
    const at = passes(value) ? instantOfDate(value, zone) : undefined;
    if (at === undefined) return NO;
    const first = from ? addCalendarSpan(at, from, zone) : Number.NEGATIVE_INFINITY;
    return between(first, to ? addCalendarSpan(at, to, zone) : Number.POSITIVE_INFINITY, now);
  };
}

/** The span around the date in which the test holds; without a lower limit, from the date on. */
type Window = { from: CalendarSpan | undefined; to: CalendarSpan | undefined };

const onwards = ({ gte = "PT0S", lte }: Span): Window => ({
  from: parseSpan(gte),
  to: lte === undefined ? undefined : parseSpan(lte),
});

const backwards = (span: Span): Window => {
  const { from, to } = onwards(span);
  return { from: to && negate(to), to: from && negate(from) };
};
