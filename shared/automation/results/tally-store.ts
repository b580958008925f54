import QuickLRU from "quick-lru";
import type { Program } from "#shared/automation/language/index.ts";
import { experimentRow } from "#shared/automation/steps/index.ts";
import { WORKSPACE } from "#shared/kernel/ids.ts";
import { MINUTE_MS } from "#shared/kernel/time.ts";
import type { Key, TableReader } from "#shared/ports/table.ts";
import { type DayCount, findWinner, type WinnerDecision } from "./find-winner.ts";
import { lastDayOver } from "./results.ts";

/** A row of estimated counts: one day of an experiment or a goal. */
export const tallyKey = (row: string, bucket: string): Key<"stats"> => ({
  table: "stats",
  pk: `${WORKSPACE}#${row}`,
  sk: bucket,
});

type Reads = { table: TableReader<"stats"> };

/** Some 27 years: bounds the read without cutting any sequence short. */
const MAX_DAYS = 10_000;

/** The days of a row of counts since `from`, by default all, oldest first. */
export async function readTally({ table }: Reads, row: string, from = ""): Promise<DayCount[]> {
  const days: DayCount[] = [];
  let after: string | undefined;
  do {
    const pk = `${WORKSPACE}#${row}`;
    const page = await table.query<Record<string, number>>("stats", pk, { from }, { after });
    days.push(...page.items.map(({ sk, data }) => ({ day: sk, counts: data })));
    after = page.cursor;
  } while (after !== undefined && days.length < MAX_DAYS);
  return days;
}

/** How long a decision is cached: experiments are decided by days. */
const KEEP_MS = 5 * MINUTE_MS;
const kept = new QuickLRU<string, { at: number; decision: WinnerDecision }>({ maxSize: 500 });

/** The decision of an experiment, at most a few minutes old. */
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
  if (known && now - known.at < KEEP_MS && now >= known.at) return known.decision;
  const days = await readTally(world, experimentRow(program.sequence, stepName));
  // Contacts of later days may still convert.
  const last = lastDayOver(step.metric.within, now);
  const decision = findWinner(
    step,
    days.filter(({ day }) => day <= last),
  );
  kept.set(name, { at: now, decision });
  return decision;
}
