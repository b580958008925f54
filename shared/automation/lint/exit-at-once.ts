import { type Condition, constantResult } from "#shared/audience/conditions/index.ts";
import { type Check, warning } from "./finding.ts";
import { removal } from "./fixes.ts";

/** An exit condition that holds for every contact who can get mail. */
export const exitAtOnce: Check = ({ exit }) =>
  exit.flatMap((condition, i) => {
    if (constantResult(condition) !== "always" && !asksForMailable(condition)) return [];
    const message = "it holds for every contact who can be mailed: runs end as they begin";
    const [path, remedy] = [`/exit/${i}`, "test the opposite, or remove it"];
    return [warning("exit-at-once", path, message, remedy, { fix: removal("Remove it", path) })];
  });

/** A contact who can get mail is subscribed and not suppressed. */
function asksForMailable(condition: Condition): boolean {
  if ("any" in condition) return condition.any.some(asksForMailable);
  if ("all" in condition) return condition.all.every(asksForMailable);
  if ("subscribed" in condition) return condition.subscribed;
  if ("suppressed" in condition) return !condition.suppressed;
  return "topic" in condition && (condition.is ?? true);
}
