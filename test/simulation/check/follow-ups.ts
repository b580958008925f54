import type { Way } from "../run-journal.ts";
import type { Evidence, Fault } from "./evidence.ts";

/**
 * A run that ended in the very millisecond of what let it in is over for whatever happened then,
 * itself among it.
 */
export const isOverAtOnce = ({ entry, decisions }: Way) => decisions.at(-1)!.at <= entry.at;

/**
 * Runs that a step should start, and that never began or began twice; events that started two runs;
 * events that were never taken in.
 */
export function countFollowUps(evidence: Evidence, fault: Fault): number {
  const { runs, stops, journal, contacts } = evidence;
  const ways = [...runs.ways.values()];
  let count = 0;
  const byEvent = Map.groupBy(
    ways,
    ({ contact, sequence, entry }) => `${contact} ${sequence} ${entry.id}`,
  );
  for (const [name, all] of byEvent) {
    const some = all.filter((way) => !isOverAtOnce(way));
    if (some.length > 1) count += fault(`one event, ${some.length} runs: ${name}`);
  }
  const byKey = Map.groupBy(
    ways.filter(({ sequence }) => sequence === "extra"),
    ({ contact, entryKey }) => `${contact} ${entryKey}`,
  );
  const wasPaused = stops.some(({ what }) => what === "extra");
  for (const { contact, run, entry, decisions } of ways) {
    if (journal.erased.has(contact)) continue;
    for (const { decision } of decisions) {
      if (decision !== "emitted" && decision !== "enrolled") continue;
      const key = entry.data?.[decision === "emitted" ? "told" : "tour"];
      if (typeof key !== "string") continue;
      const started = byKey.get(`${contact} ${key}`)?.length ?? 0;
      if (started === 1 || (started === 0 && wasPaused)) continue;
      count += fault(`${decision}, and ${started} runs began: ${contact} run ${run}`);
    }
  }
  for (const { id, erased, pending } of contacts) {
    if (!erased && pending > 0) count += fault(`${pending} events were never taken in: ${id}`);
  }
  return count;
}
