import type { Definition } from "#shared/automation/language/index.ts";
import { ownValue } from "#shared/kernel/own-value.ts";

/** What the runs of a sequence did on a UTC day: an estimate. */
export type DayMetrics = {
  day: string;
  entered: number;
  completed: number;
  exited: number;
  /** Mails decided; by the steps that the given definition has. */
  mails: number;
};

/** A field of a day's counts: `a>b`, `a!reason` or `a?failed`. */
export const PASS_FIELD = /^([a-z0-9-]*)([>!?])(.*)$/;

/** The metrics of each day; the counts of its versions are added up. Pure. */
export function dayMetrics(
  { steps }: Pick<Definition, "steps">,
  days: { day: string; counts: Record<string, number> }[],
): DayMetrics[] {
  const sums = new Map<string, DayMetrics>();
  for (const { day, counts } of days) {
    const sum = sums.get(day) ?? { day, entered: 0, completed: 0, exited: 0, mails: 0 };
    sums.set(day, sum);
    for (const [field, count] of Object.entries(counts)) {
      const [, from = "", sign, to] = PASS_FIELD.exec(field) ?? [];
      if (sign === "!") sum.exited += count;
      if (sign !== ">") continue;
      if (from === "") sum.entered += count;
      if (to === "") sum.completed += count;
      if (ownValue(steps, from)?.kind === "send") sum.mails += count;
    }
  }
  return [...sums.values()];
}
