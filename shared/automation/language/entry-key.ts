import { keyOfValue } from "#shared/audience/conditions/index.ts";
import type { EventRow } from "#shared/audience/events/index.ts";
import { triggerKindOf } from "#shared/automation/triggers/index.ts";
import { atPath } from "#shared/kernel/at-path.ts";
import type { Program } from "./program.ts";

/** The key of a sequence that lets each person in once at a time. */
const ONE = "-";

/**
 * Under which key an event lets its person in: `-` for one run per person, the value of a field for
 * one run per value; undefined when it does not.
 */
export const entryKeyOf = (program: Program, event: EventRow): string | undefined =>
  isWayIn(program, event) ? keyOf(program, event) : undefined;

/**
 * Why an event that is a way in starts no run for want of a key; undefined where it has one, or is
 * no way in.
 */
export function whyNoKey(program: Program, event: EventRow): string | undefined {
  if (!isWayIn(program, event) || keyOf(program, event) !== undefined) return undefined;
  return noKey(program);
}

/**
 * What is wrong with an event that has no key: a text that is not empty, a number, true or false.
 */
export function noKey({ definition: { reentry } }: Pick<Program, "definition">): string {
  const field = typeof reentry === "object" && "perKey" in reentry ? reentry.perKey : "";
  return `there is one run for each "${field}", and \`data\` has no usable one`;
}

/**
 * The key that data gives a run; undefined where what should hold it is missing, empty, an object
 * or a list.
 */
export function keyOf(
  { definition: { reentry } }: Pick<Program, "definition">,
  { data }: Pick<EventRow, "data">,
): string | undefined {
  if (typeof reentry !== "object" || !("perKey" in reentry)) return ONE;
  return keyOfValue(atPath(data, reentry.perKey));
}

const isWayIn = ({ definition, sequence }: Program, event: EventRow): boolean =>
  definition.enter.some((one) => {
    const kind = triggerKindOf(one);
    return kind.event(one) === event.name && kind.lets(one, event, sequence);
  });
