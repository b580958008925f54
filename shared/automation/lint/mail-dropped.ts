import { branchesOf, reachFrom } from "#shared/automation/language/index.ts";
import { kindOf, type Step } from "#shared/automation/steps/index.ts";
import { type Check, warning } from "./finding.ts";

/** An exit that a mail reaches at once: it ends the run before the mail leaves, and drops it. */
export const mailDropped: Check = ({ steps }) => {
  const reached = new Map<string, string[]>();
  for (const [name, step] of Object.entries(steps)) {
    if (step.kind !== "send") continue;
    for (const next of reachFrom({ steps }, branchesAtOnce(step).filter(isStep), branchesAtOnce))
      if (steps[next]?.kind === "exit") reached.set(next, [...(reached.get(next) ?? []), name]);
  }
  return [...reached].map(([name, sends]) => {
    const mails = sends.map((one) => `"${one}"`).join(", ");
    const message = `no time passes after ${mails}: the exit drops the mail before it leaves`;
    const remedy = 'put a wait before the exit, or end with "next": null, which drops no mail';
    return warning("mail-dropped", `/steps/${name}`, message, remedy, {
      values: { mails: sends.join(", ") },
    });
  });
};

const isStep = (next: string | null) => next !== null;

/** Branches of a step at which a run does not wait. A mail to the team holds no run. */
function branchesAtOnce(step: Step): (string | null)[] {
  const isPassed = step.kind === "notify" && step.email !== undefined;
  return kindOf(step).waits && !isPassed ? [] : branchesOf(step);
}
