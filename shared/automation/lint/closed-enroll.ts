import { enrollTargets, hasApiTrigger } from "#shared/automation/language/index.ts";
import { type Check, error } from "./finding.ts";
import { LET_IN_BY_HAND } from "./fixes.ts";

/** An `enroll` step names a sequence that is not published, or has no trigger `api`. */
export const closedEnroll: Check = (definition, { id, sequences }) =>
  enrollTargets(definition).flatMap(({ step, target }) => {
    const path = `/steps/${step}/sequence`;
    const other = target === id ? definition : sequences.get(target);
    if (!other) {
      const message = `no sequence "${target}" is published`;
      return [
        error("unknown-sequence", path, message, "publish it first", {
          values: { sequence: target },
        }),
      ];
    }
    if (hasApiTrigger(other)) return [];
    const message = `sequence "${target}" cannot be entered by hand`;
    const remedy = 'add {"api": true} to its `enter`';
    const fix = target === id ? LET_IN_BY_HAND : undefined;
    return [error("closed-enroll", path, message, remedy, { fix, values: { sequence: target } })];
  });
