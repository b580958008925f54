import type { Enrollment } from "#shared/automation/enrollments/index.ts";
import type { Program } from "#shared/automation/language/index.ts";
import { eventsReadAt } from "#shared/automation/runs/index.ts";
import { MINUTE_MS } from "#shared/kernel/time.ts";
import type { CurrentRun } from "./enter-run.ts";
import type { Moved } from "./move-runs.ts";
import type { PlanSnapshot } from "./snapshot.ts";

/** From this many rows on, a run stores up to when it searched them. */
const MANY = 100;
/** Recent events may not all be stored yet, and are searched again. */
const MARGIN_MS = 15 * MINUTE_MS;

/**
 * Lets waiting runs store up to when they searched a long history, so that a long wait for a
 * frequent event reads each event a bounded number of times.
 */
export function noteSearched(
  moved: Moved[],
  runs: CurrentRun[],
  history: PlanSnapshot["history"],
  now: number,
): Moved[] {
  if (!history.values().some(({ length }) => length >= MANY)) return moved;
  const all = [...moved];
  for (const { program, old, start, isPaused, expect } of runs) {
    if (!old || isPaused) continue;
    const at = moved.findIndex((one) => one.old === old);
    const known = moved[at] ?? { program, old, run: start, expect, effects: [] };
    const run = markSearched(program, start, known.run, history, now - MARGIN_MS);
    if (run !== known.run) all.splice(at < 0 ? all.length : at, at < 0 ? 0 : 1, { ...known, run });
  }
  return all;
}

function markSearched(
  program: Program,
  { run: id, step, arrivedAt, watching: before = {}, visits }: Enrollment,
  run: Enrollment,
  history: PlanSnapshot["history"],
  upTo: number,
): Enrollment {
  if (run.run !== id) return run;
  const isLong = ({
    name,
    since,
    heard = 0,
  }: ReturnType<typeof eventsReadAt>["awaited"][number]) => {
    const from = Math.max(since, heard);
    const list = history.get(name) ?? [];
    return list.length >= MANY && list.filter(({ at }) => from <= at && at < upTo).length >= MANY;
  };
  let next = run;
  const { watching = {}, ...waiting } = run;
  const stays = run.step === step && run.arrivedAt === arrivedAt && run.visits === visits;
  if (stays && eventsReadAt(program, waiting).awaited.some(isLong)) next = { ...next, heard: upTo };
  for (const [name, tracked] of Object.entries(watching)) {
    if (before[name]?.since !== tracked.since) continue;
    const asked = eventsReadAt(program, { ...run, step: null, watching: { [name]: tracked } });
    if (!asked.awaited.some(isLong)) continue;
    next = { ...next, watching: { ...next.watching, [name]: { ...tracked, heard: upTo } } };
  }
  return next;
}
