import canonicalize from "canonicalize";
import type { Definition } from "#shared/automation/language/index.ts";
import { ownValue } from "#shared/kernel/own-value.ts";

/** One difference at a JSON pointer; `before` or `after` is absent where there is nothing. */
export type Difference = { path: string; before?: unknown; after?: unknown };
/** A difference of a whole step. */
export type StepDifference = Difference & { step: string };

/** What must be done to one definition to make it the other. */
export type VersionDiff = {
  /** Fields outside the steps, such as `/exit`. */
  fields: Difference[];
  added: StepDifference[];
  removed: StepDifference[];
  changed: StepDifference[];
};

/** The differences of two versions, by field and step. Pure; the order of keys does not matter. */
export function diffVersions(before: Definition, after: Definition): VersionDiff {
  const { steps: oldSteps, ...old } = before;
  const { steps: newSteps, ...next } = after;
  const steps = differences(oldSteps, newSteps).map(({ name, ...values }) => ({
    step: name,
    path: `/steps/${name}`,
    ...values,
  }));
  return {
    fields: differences(old, next).map(({ name, ...values }) => ({ path: `/${name}`, ...values })),
    added: steps.filter((one) => !("before" in one)),
    removed: steps.filter((one) => !("after" in one)),
    changed: steps.filter((one) => "before" in one && "after" in one),
  };
}

type Named = { name: string; before?: unknown; after?: unknown };

/** Differences of two objects by name, those of the first in its order, then new ones. */
function differences(before: object, after: object): Named[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].flatMap((name) => {
    const [one, other] = [valueAt(before, name), valueAt(after, name)];
    if (one === other || (one && other && canonicalize(one) === canonicalize(other))) return [];
    return [
      {
        name,
        ...(one !== undefined && { before: one }),
        ...(other !== undefined && { after: other }),
      },
    ];
  });
}

const valueAt = (object: object, name: string) => ownValue(object as Record<string, unknown>, name);
