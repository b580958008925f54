import { instantOfDate } from "#shared/calendar/index.ts";
import { own } from "#shared/kernel/own.ts";
import { compileValue } from "./compile-value.ts";
import type { Facts } from "./facts.ts";
import { intervalOf } from "./interval.ts";
import type { AttributeTest, ContactFieldTest } from "./schema.ts";
import { between, NO, type Verdict, YES } from "./verdict.ts";

type Look = (facts: Facts, now: number) => Verdict;

/** Tests of an attribute's value, and of how far the date that it holds is away. */
export const compileAttribute = ({ attribute, ...tests }: AttributeTest): Look =>
  compileDated(({ attributes }) => own(attributes, attribute), tests);

/** The same of what every contact has. */
export const compileContactField = ({ field, ...tests }: ContactFieldTest): Look =>
  compileDated((facts) => facts.field(field), tests);

function compileDated(
  read: (facts: Facts) => unknown,
  { ahead, ago, ...tests }: Omit<AttributeTest, "attribute">,
): Look {
  const passes = compileValue(tests);
  if (!ahead && !ago) return (facts) => (passes(read(facts)) ? YES : NO);
  const { from, to } = intervalOf(ahead ?? ago ?? {});
  return (facts, now) => {
    const value = read(facts);
    const at = passes(value) ? instantOfDate(value, facts.zone) : undefined;
    if (at === undefined) return NO;
    return ahead ? between(at - to, at - from, now) : between(at + from, at + to, now);
  };
}
