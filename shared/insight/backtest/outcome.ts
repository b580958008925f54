import type { Item } from "#shared/insight/simulation/index.ts";

/** One run. */
export type Run = {
  entryKey: string;
  from: number;
  /** Undefined if still active at the end of the period. */
  to?: number;
  /** `inside`, `completed`, `exited` or `held-out`. */
  end: string;
  /** The steps that it reached. */
  steps: Set<string>;
};

/** What the sequence would have done with a contact. */
export type Outcome = { runs: Run[]; mails: Item[]; drops: Item[]; holds: Item[]; notices: number };

/** Groups a timeline by runs and mails; notifications to the team are counted apart. */
export function toOutcome(timeline: Item[]): Outcome {
  const outcome: Outcome = { runs: [], mails: [], drops: [], holds: [], notices: 0 };
  const newest = new Map<string, Run>();
  for (const item of timeline) {
    const { kind, at, entryKey = "-", step } = item;
    if (kind === "entered") {
      const run: Run = { entryKey, from: at, end: "inside", steps: new Set() };
      newest.set(entryKey, run);
      outcome.runs.push(run);
    }
    const run = newest.get(entryKey);
    if (!run) continue;
    if (step !== undefined && item.decision !== "held-out") run.steps.add(step);
    if (kind === "exit") Object.assign(run, { to: at, end: item.decision });
    else if (kind === "mail" && item.to !== undefined) outcome.notices += 1;
    else if (item.to !== undefined) continue;
    else if (kind === "mail") outcome.mails.push(item);
    else if (kind === "drop") outcome.drops.push(item);
    else if (kind === "hold" && item.decision === "held") outcome.holds.push(item);
  }
  return outcome;
}
