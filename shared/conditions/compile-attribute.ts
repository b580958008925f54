import { instantOfDate } from "#shared/calendar/index.ts";
import { own } from "#shared/kernel/own.ts";
import { compileValue } from "./compile-value.ts";
import type { Facts } from "./facts.ts";
import { intervalOf } from "./interval.ts";
import type { AttributeTest } from "./schema.ts";
import { between, NO, type Verdict, YES } from "./verdict.ts";

type Look = (facts: Facts, now: number) => Verdict;

/** Tests of an attribute's value, and of how far the date that it holds is away. */
export function compileAttribute({ attribute, ahead, ago, ...tests }: AttributeTest): Look {
  const passes = compileValue(tests);
  if (!ahead && !ago) {
    return ({ attributes }) => (passes(own(attributes, attribute)) ? YES : NO);
  }
  const { from, to } = intervalOf(ahead ?? ago ?? {});
  return ({ attributes, zone }, now) => {
    const value = own(attributes, attribute);
    const at = passes(value) ? instantOfDate(value, zone) : undefined;
    if (at === undefined) return NO;
    return ahead ? between(at - to, at - from, now) : between(at + from, at + to, now);
  };
}
