import type { Definition } from "#shared/automation/language/index.ts";
import { HOLDOUT, THROUGH } from "#shared/automation/runs/index.ts";
import type { Experiment } from "#shared/automation/steps/index.ts";
import { parseDuration } from "#shared/kernel/duration.ts";
import { DAY_MS, dayOf, iso } from "#shared/kernel/time.ts";
import { newcombeInterval, wilsonInterval } from "./confidence-interval.ts";
import { type DayCount, findWinner } from "./find-winner.ts";
import type { ExperimentResult, GoalResult } from "./results-schema.ts";

type Rate = Pick<GoalResult["through"], "rate" | "interval">;
type Counted = { runs: number; reached: number };
type Goal = NonNullable<Definition["goal"]>;

/** The result of a goal from its daily counts at `now`. Pure. */
export function goalResult(
  { goal, holdout = 0 }: { goal: Goal; holdout?: number | undefined },
  days: DayCount[],
  now: number,
): GoalResult {
  const over = days.filter(({ day }) => day <= lastDayOver(goal.within, now));
  const arm = (name: string): GoalResult["through"] => {
    const [all, closed] = [countOf(days, name), countOf(over, name)];
    const value = sum(days, `${name}.value`) / 100;
    return { ...all, open: all.runs - closed.runs, value, ...rateOf(all.reached, all.runs) };
  };
  const held = arm(HOLDOUT);
  const isHeldOut = holdout > 0 || held.runs > 0;
  return {
    through: arm(THROUGH),
    holdout: isHeldOut ? held : null,
    difference: isHeldOut ? difference(countOf(over, THROUGH), countOf(over, HOLDOUT)) : null,
  };
}

function difference(through: Counted, holdout: Counted): GoalResult["difference"] {
  const [one, other] = [shareOf(through), shareOf(holdout)];
  const interval = newcombeInterval(one, other);
  if (!interval) return null;
  return { through, holdout, rate: one.hits / one.of - other.hits / other.of, interval };
}

/**
 * The result of an experiment from its daily counts at `now`, decided as the engine decides it.
 * Pure.
 */
export function experimentResult(
  step: string,
  { variants, sample, metric }: Pick<Experiment, "variants" | "sample" | "metric">,
  days: DayCount[],
  now: number,
): ExperimentResult {
  const last = lastDayOver(metric.within, now);
  const decision = findWinner(
    { variants, sample },
    days.filter(({ day }) => day <= last),
  );
  return {
    step,
    sample,
    state: decision.state,
    winner: decision.winner ?? null,
    decidedAt: decision.day === undefined ? null : iso(overAt(decision.day, metric.within)),
    variants: variants.map(({ name }) => {
      const [people, hits] = [sum(days, `${name}.people`), sum(days, `${name}.hits`)];
      const counted = decision.variants?.find((one) => one.name === name);
      const { people: of = 0, hits: converted = 0 } = counted ?? {};
      return {
        name,
        people,
        hits,
        counted: { people: of, hits: converted },
        ...rateOf(converted, of),
      };
    }),
  };
}

/** The last day whose contacts have all had their time. */
export const lastDayOver = (within: string, now: number): string =>
  dayOf(Math.max(0, now - parseDuration(within) - DAY_MS));

/** When the time of all contacts of a day is over. */
const overAt = (day: string, within: string) => Date.parse(day) + parseDuration(within) + DAY_MS;

const sum = (days: DayCount[], field: string) =>
  days.reduce((total, { counts }) => total + (counts[field] ?? 0), 0);

const countOf = (days: DayCount[], arm: string): Counted => ({
  runs: sum(days, `${arm}.runs`),
  reached: sum(days, `${arm}.reached`),
});

/** Counts are estimates: one may be lost, and no rate may exceed 1. */
const shareOf = ({ runs, reached }: Counted) => ({ hits: reached, of: Math.max(runs, reached) });

function rateOf(hits: number, runs: number): Rate {
  const { of } = shareOf({ runs, reached: hits });
  return { rate: of === 0 ? null : hits / of, interval: wilsonInterval({ hits, of }) ?? null };
}
