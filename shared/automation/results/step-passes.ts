import { type Enrollment, newEntries, readTrail } from "#shared/automation/enrollments/index.ts";

/** Decisions with which a run stays at its step. */
const STAYS = new Set(["wait", "wait-for", "hold", "request", "request-again"]);
/** Notes beside a run's way. */
const NOTES = new Set(["goal", "converted", "moved"]);
/** Decisions by which a step did not do what it is for. */
const FAILURES: Record<string, "failed" | "skipped"> = {
  "request-failed": "failed",
  missed: "skipped",
  "loop-guard": "skipped",
  "too-large": "skipped",
};
/** A reason is part of a field's name, and each of them makes every addition dearer. */
const MAX_REASON = 40;

/**
 * What a change of a run adds to the counts of its steps, by field: `a>b` for each pass from step
 * to step, `>a` for each entry, `a>` for a run that ended behind `a`, `a!reason` for one that left
 * at `a`, `a?failed` and `a?skipped`. Pure, from the decisions that the run noted.
 */
export function passesOf(old: Enrollment | undefined, next: Enrollment): Record<string, number> {
  const fresh = old ? newEntries(old, next.version, next.trail) : next.trail;
  const counts: Record<string, number> = {};
  const count = (field: string) => {
    counts[field] = (counts[field] ?? 0) + 1;
  };
  let from: string | undefined;
  const arrive = (step: string) => {
    if (from !== undefined) count(`${from}>${step}`);
    from = undefined;
  };
  for (const { step, decision, reason = decision } of readTrail(fresh)) {
    if (NOTES.has(decision)) continue;
    if (decision === "entered") {
      count(`>${step}`);
      continue;
    }
    arrive(step);
    if (decision === "held-out") count(`${step}!held-out`);
    else if (decision === "exited") count(`${step}!${plain(reason)}`);
    else if (decision !== "completed" && !STAYS.has(decision)) {
      const failure = FAILURES[decision];
      if (failure) count(`${step}?${failure}`);
      from = step;
    }
  }
  if (next.step !== null) arrive(next.step);
  return counts;
}

/** A reason as part of a field's name. */
const plain = (reason: string) => reason.replaceAll(/[^\w .,-]/g, "").slice(0, MAX_REASON);
