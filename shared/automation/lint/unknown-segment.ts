import { type Condition, readsOf } from "#shared/audience/conditions/index.ts";
import type { Definition } from "#shared/automation/language/index.ts";
import { kindOf } from "#shared/automation/steps/index.ts";
import { type Check, error } from "./finding.ts";

/** A condition or trigger names a segment that does not exist. */
export const unknownSegment: Check = (definition, { segments }) =>
  namedSegments(definition)
    .filter(({ segment }) => !segments.has(segment))
    .map(({ path, segment }) =>
      error(
        "unknown-segment",
        path,
        `there is no segment "${segment}"`,
        "create it first, or name another",
        { values: { segment } },
      ),
    );

function namedSegments({ enter, exit, steps }: Definition) {
  return [
    ...enter.flatMap((trigger, i) =>
      "segment" in trigger && trigger.segment !== undefined
        ? [{ path: `/enter/${i}/segment`, segment: trigger.segment }]
        : [],
    ),
    ...exit.flatMap((condition, i) => named(`/exit/${i}`, [condition])),
    ...Object.entries(steps).flatMap(([name, step]) =>
      named(`/steps/${name}`, kindOf(step).conditions?.(step) ?? []),
    ),
  ];
}

const named = (path: string, conditions: Condition[]) =>
  [...readsOf(...conditions).segments].map((segment) => ({ path, segment }));
