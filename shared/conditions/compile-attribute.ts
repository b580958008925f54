import { instantOfDate } from "#shared/calendar/index.ts";
import { compileValue, own } from "./compile-value.ts";
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
  const before = ahead ? intervalOf(ahead) : undefined;
  const after = ago ? intervalOf(ago) : undefined;
  return ({ attributes, zone }, now) => {
    const value = own(attributes, attribute);
    const at = passes(value) ? instantOfDate(value, zone) : undefined;
    if (at === undefined) return NO;
    const from = Math.max(before ? at - before.to : -Infinity, after ? at + after.from : -Infinity);
    const to = Math.min(before ? at - before.from : Infinity, after ? at + after.to : Infinity);
    return between(from, to, now);
  };
}
