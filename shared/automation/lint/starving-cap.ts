import type { Definition } from "#shared/automation/language/index.ts";
import { branchesOf } from "#shared/automation/language/index.ts";
import type { Step } from "#shared/automation/steps/index.ts";
import { limitsOf, parseSpan } from "#shared/calendar/index.ts";
import { parseDuration } from "#shared/kernel/duration.ts";
import { type Check, warning } from "./finding.ts";
import { removal } from "./fixes.ts";

/**
 * The cap allows fewer mails than the sequence's own steps decide in that time: the rest is held
 * too long.
 */
export const starvingCap: Check = (definition) => {
  const { cap } = definition.settings;
  const step = cap && firstAbove(definition, cap.mails, parseDuration(cap.per));
  if (!step) return [];
  const message = `its cap of ${cap.mails} per ${cap.per} is less than its steps send in that time`;
  const remedy = `put waits before step "${step}", or raise the cap`;
  const fix = removal("Remove the cap", "/settings/cap");
  return [
    warning("starving-cap", "/settings/cap", message, remedy, { fix, values: { ...cap, step } }),
  ];
};

/** The step that sends the first mail above `most` in less than `perMs`, for the fastest run. */
function firstAbove({ steps }: Definition, most: number, perMs: number): string | undefined {
  /** By step and mails before it: the least time since the first mail. */
  const least = new Map<string, number>();
  const open: { step: string; mails: number; ms: number }[] = Object.keys(steps)
    .filter((step) => steps[step]!.kind === "send")
    .map((step) => ({ step, mails: 0, ms: 0 }));
  for (const { step: name, mails, ms } of open) {
    const step = steps[name];
    const known = least.get(`${name} ${mails}`) ?? Number.POSITIVE_INFINITY;
    if (!step || ms >= perMs || ms >= known) continue;
    if (step.kind === "send" && mails === most) return name;
    least.set(`${name} ${mails}`, ms);
    for (const { next, ms: more } of quickest(step)) {
      open.push({ step: next, mails: step.kind === "send" ? mails + 1 : mails, ms: ms + more });
    }
  }
  return undefined;
}

/** The branches, each with the least time that it takes. */
function quickest(step: Step): { next: string; ms: number }[] {
  return branchesOf(step).flatMap((next) =>
    next === null ? [] : [{ next, ms: leastOf(step, next) }],
  );
}

function leastOf(step: Step, next: string): number {
  if (step.kind === "wait") return step.for === undefined ? 0 : spanMs(step.for);
  return step.kind === "waitFor" && next === step.otherwise ? spanMs(step.timeout) : 0;
}

const spanMs = (text: string): number => limitsOf(parseSpan(text)).least;
