import type { Enrollment } from "#shared/automation/enrollments/index.ts";
import type { Program } from "#shared/automation/language/index.ts";
import { askedAt } from "#shared/automation/runs/index.ts";
import { MINUTE_MS } from "#shared/kernel/time.ts";
import type { CurrentRun } from "./enter-run.ts";
import type { Moved } from "./move-runs.ts";
import type { Snapshot } from "./snapshot.ts";

/**
 * So many rows that were looked through are read again and again before a run notes that they were.
 */
const MANY = 100;
/**
 * What happened so lately may not all be stored: of several workers one may be behind. What comes
 * later is news itself.
 */
const MARGIN_MS = 15 * MINUTE_MS;

/**
 * What was decided for runs, where those that stay where they waited note up to when everything
 * that they wait for was looked through, once that is much: so a long wait for something frequent
 * reads each event of it a bounded number of times.
 */
export function noteHeard(
  moved: Moved[],
  runs: CurrentRun[],
  history: Snapshot["history"],
  now: number,
): Moved[] {
  if (!history.values().some(({ length }) => length >= MANY)) return moved;
  const all = [...moved];
  for (const { program, old, start, rests, expect } of runs) {
    if (!old || rests) continue;
    const at = moved.findIndex((one) => one.old === old);
    const known = moved[at] ?? { program, old, run: start, expect, effects: [] };
    const run = heardBy(program, start, known.run, history, now - MARGIN_MS);
    if (run !== known.run) all.splice(at < 0 ? all.length : at, at < 0 ? 0 : 1, { ...known, run });
  }
  return all;
}

function heardBy(
  program: Program,
  { run: id, step, arrivedAt, watching: before = {}, visits }: Enrollment,
  run: Enrollment,
  history: Snapshot["history"],
  upTo: number,
): Enrollment {
  if (run.run !== id) return run;
  const isMuch = ({ name, since, heard = 0 }: ReturnType<typeof askedAt>["awaited"][number]) => {
    const from = Math.max(since, heard);
    const list = history.get(name) ?? [];
    return list.length >= MANY && list.filter(({ at }) => from <= at && at < upTo).length >= MANY;
  };
  let next = run;
  const { watching = {}, ...standing } = run;
  const stays = run.step === step && run.arrivedAt === arrivedAt && run.visits === visits;
  if (stays && askedAt(program, standing).awaited.some(isMuch)) next = { ...next, heard: upTo };
  for (const [name, watched] of Object.entries(watching)) {
    if (before[name]?.since !== watched.since) continue;
    const asked = askedAt(program, { ...run, step: null, watching: { [name]: watched } });
    if (!asked.awaited.some(isMuch)) continue;
    next = { ...next, watching: { ...next.watching, [name]: { ...watched, heard: upTo } } };
  }
  return next;
}
