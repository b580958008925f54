import { type Condition, constantResult, isSame } from "#shared/audience/conditions/index.ts";
import { type Check, type Finding, type Values, warning } from "./finding.ts";
import { removal } from "./fixes.ts";

/**
 * A case of a branch that is never taken: it cannot hold, or an earlier one holds whenever it does.
 */
export const deadCase: Check = ({ steps }) =>
  Object.entries(steps).flatMap(([name, step]) =>
    step.kind === "branch"
      ? deadCases(
          `/steps/${name}`,
          step.cases.map(({ when }) => when),
        )
      : [],
  );

function deadCases(path: string, cases: Condition[]): Finding[] {
  const found = cases.flatMap((when, i) => {
    const found = faultOf(when, cases.slice(0, i));
    if (found === undefined) return [];
    const [message, values] = found;
    const here = `${path}/cases/${i}`;
    // A branch has one case at least.
    const fix = cases.length > 1 ? removal("Remove the case", here) : undefined;
    return [warning("dead-case", here, message, "change or remove it", { fix, values })];
  });
  const always = cases.findIndex((when) => constantResult(when) === "always");
  if (always < 0) return found;
  const message = `no contact comes here: case ${always + 1} holds for all`;
  return [
    ...found,
    warning("dead-case", `${path}/otherwise`, message, "remove the branch, or change that case", {
      values: { always: always + 1 },
    }),
  ];
}

function faultOf(when: Condition, before: Condition[]): [string, Values?] | undefined {
  if (constantResult(when) === "never") return ["this case cannot hold for any contact"];
  const by = before.findIndex(
    (earlier) => constantResult(earlier) === "always" || covers(earlier, when),
  );
  if (by < 0) return undefined;
  return [`case ${by + 1} takes every contact for whom this one holds`, { by: by + 1 }];
}

/** A sufficient test: the same condition, or one of several that it names. */
const covers = (earlier: Condition, later: Condition): boolean =>
  isSame(earlier, later) ||
  ("any" in earlier && earlier.any.some((part) => covers(part, later))) ||
  ("all" in later && later.all.some((part) => covers(earlier, part)));
