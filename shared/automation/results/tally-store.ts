import QuickLRU from "quick-lru";
import type { Program } from "#shared/automation/language/index.ts";
import { experimentRow } from "#shared/automation/steps/index.ts";
import { WORKSPACE } from "#shared/kernel/ids.ts";
import { MINUTE_MS } from "#shared/kernel/time.ts";
import type { Key, TableReader } from "#shared/ports/table.ts";
import { type DayCount, findWinner, type WinnerDecision } from "./find-winner.ts";
import { lastDayOver } from "./results.ts";

/** A row of estimates: one day of an experiment or of a goal. */
export const tallyKey = (row: string, bucket: string): Key<"stats"> => ({
  table: "stats",
  pk: `${WORKSPACE}#${row}`,
  sk: bucket,
});

type Reads = { table: TableReader<"stats"> };

/**
 * Some 27 years: more than any sequence runs, so that no count is cut short, and reading ends all
 * the same.
 */
const MAX_DAYS = 10_000;

/** All days of a tally, the oldest first. */
export async function readTally({ table }: Reads, row: string): Promise<DayCount[]> {
  const days: DayCount[] = [];
  let after: string | undefined;
  do {
    const pk = `${WORKSPACE}#${row}`;
    const page = await table.query<Record<string, number>>("stats", pk, {}, { after });
    days.push(...page.items.map(({ sk, data }) => ({ day: sk, counts: data })));
    after = page.cursor;
  } while (after !== undefined && days.length < MAX_DAYS);
  return days;
}

/** What was found is kept for so long: experiments are decided by days. */
const KEEP_MS = 5 * MINUTE_MS;
const kept = new QuickLRU<string, { at: number; verdict: WinnerDecision }>({ maxSize: 500 });

/** What an experiment has found so far, at most a few minutes old. */
export async function readWinnerDecision(
  world: Reads,
  program: Program,
  stepName: string,
  now: number,
): Promise<WinnerDecision> {
  const step = program.steps.get(stepName);
  if (step?.kind !== "experiment") return { state: "running" };
  const name = `${program.sequence}#${program.version}#${stepName}`;
  const known = kept.get(name);
  if (known && now - known.at < KEEP_MS && now >= known.at) return known.verdict;
  const days = await readTally(world, experimentRow(program.sequence, stepName));
  // Whoever came on a later day may still convert.
  const last = lastDayOver(step.metric.within, now);
  const verdict = findWinner(
    step,
    days.filter(({ day }) => day <= last),
  );
  kept.set(name, { at: now, verdict });
  return verdict;
}
