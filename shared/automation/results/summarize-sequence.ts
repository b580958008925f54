import { goalRow, THROUGH } from "#shared/automation/runs/index.ts";
import { readCounts, type SequenceHead } from "#shared/automation/versions/index.ts";
import { DAY_MS, dayOf } from "#shared/kernel/time.ts";
import type { TableReader } from "#shared/ports/table.ts";
import { countErrors } from "./count-errors.ts";
import { dayMetrics } from "./day-metrics.ts";
import { readPasses } from "./pass-store.ts";
import { readTally } from "./tally-store.ts";

type Reads = { table: TableReader<"library" | "stats"> };

/** The days that a list tells about. */
const DAYS = 30;
const MAIL_DAYS = 7;

/** Figures of a sequence for a list of many; estimates, but for `errors`. */
type SequenceFigures = {
  /** Runs inside now. */
  inside: number;
  /** Runs of the last thirty days. */
  entered: number;
  completed: number;
  exited: number;
  /** Goals reached by runs that entered in the last thirty days; null without a goal. */
  converted: number | null;
  /** Mails decided in the last seven days. */
  mails: number;
  /** Lint errors of the draft. */
  errors: number;
};

/** What a list shows of a sequence beside its state: at most seven small reads. */
export async function summarizeSequence(
  world: Reads,
  { id, draft }: SequenceHead,
  now: number,
): Promise<SequenceFigures> {
  const from = dayOf(now - (DAYS - 1) * DAY_MS);
  const [counts, days, goals, errors] = await Promise.all([
    readCounts(world, id),
    readPasses(world, id, { from, until: dayOf(now) }),
    draft.goal ? readTally(world, goalRow(id), from) : undefined,
    countErrors(world, { id, draft }),
  ]);
  const recent = dayOf(now - (MAIL_DAYS - 1) * DAY_MS);
  const figures = { entered: 0, completed: 0, exited: 0, mails: 0 };
  for (const { day, entered, completed, exited, mails } of dayMetrics(draft, days)) {
    figures.entered += entered;
    figures.completed += completed;
    figures.exited += exited;
    if (day >= recent) figures.mails += mails;
  }
  const reached = goals?.reduce((sum, day) => sum + (day.counts[`${THROUGH}.reached`] ?? 0), 0);
  return {
    inside: Object.values(counts).reduce((sum, count) => sum + count, 0),
    ...figures,
    converted: reached ?? null,
    errors,
  };
}
