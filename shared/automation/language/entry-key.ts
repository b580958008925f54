import { keyOfValue } from "#shared/audience/conditions/index.ts";
import type { EventRow } from "#shared/audience/events/index.ts";
import { triggerKindOf } from "#shared/automation/triggers/index.ts";
import { atPath } from "#shared/kernel/at-path.ts";
import type { Program } from "./program.ts";

/** The entry key of sequences with one run per contact at a time. */
const ONE = "-";

/**
 * The entry key of the run that an event starts: `-` for one run per contact, a field's value for
 * one run per value; undefined when it starts none.
 */
export const entryKeyOf = (program: Program, event: EventRow): string | undefined =>
  matchesTrigger(program, event) ? keyOf(program, event) : undefined;

/** Why an event that matches a trigger starts no run: its key is missing. Undefined otherwise. */
export function whyKeyMissing(program: Program, event: EventRow): string | undefined {
  if (!matchesTrigger(program, event) || keyOf(program, event) !== undefined) return undefined;
  return missingKey(program);
}

/** The message for an event without a usable key: a non-empty text, a number or a boolean. */
export function missingKey({ definition: { reentry } }: Pick<Program, "definition">): string {
  const field = typeof reentry === "object" && "perKey" in reentry ? reentry.perKey : "";
  return `there is one run for each "${field}", and \`data\` has no usable one`;
}

/** The entry key in event data; undefined when its field is missing, empty, an object or a list. */
export function keyOf(
  { definition: { reentry } }: Pick<Program, "definition">,
  { data }: Pick<EventRow, "data">,
): string | undefined {
  if (typeof reentry !== "object" || !("perKey" in reentry)) return ONE;
  return keyOfValue(atPath(data, reentry.perKey));
}

const matchesTrigger = ({ definition, sequence }: Program, event: EventRow): boolean =>
  definition.enter.some((trigger) => {
    const kind = triggerKindOf(trigger);
    return kind.event(trigger) === event.name && kind.matches(trigger, event, sequence);
  });
