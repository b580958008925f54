import { type Enrollment, readEndings, readRuns } from "#shared/automation/enrollments/index.ts";
import { entryKeyOf, missingKey, type Program } from "#shared/automation/language/index.ts";
import { whyNotEnter } from "#shared/automation/planning/index.ts";
import { isHoldout } from "#shared/automation/runs/index.ts";
import { CALLS_AT_ONCE, mapConcurrently } from "#shared/kernel/map-concurrently.ts";
import { readLiveDefinitions } from "#shared/platform/live-definitions/index.ts";
import { type Candidate, enrollingEvent } from "./enrolling-event.ts";
import type { EnrollWorld } from "./world.ts";

/** Why a contact that a list names twice enters once. */
export const NAMED_BEFORE = "named before in this list";

/**
 * Why each of these contacts will not be enrolled (undefined if it will), as things stand: the rule
 * runs again when the event is processed. Changes nothing.
 */
export async function whyNotEnrolled(
  world: EnrollWorld,
  program: Program,
  candidates: Candidate[],
): Promise<(string | undefined)[]> {
  const { sequence } = program;
  const contacts = [...new Set(candidates.map(({ contact }) => contact))];
  const keysOf = Map.groupBy(candidates, ({ contact }) => contact);
  const found = await mapConcurrently(contacts, CALLS_AT_ONCE, async (contact) => {
    const runs = await readRuns(world, contact);
    const keys = keysOf.get(contact)!.flatMap((one) => {
      const entryKey = entryKeyOf(program, enrollingEvent(sequence, one));
      return entryKey === undefined ? [] : [{ sequence, entryKey }];
    });
    return [...runs, ...(await readEndings(world, contact, runs, keys))];
  });
  const { data: live } = await readLiveDefinitions(world);
  // Runs of paused sequences do not count; each run that this list starts does.
  const openOf = (runs: Enrollment[]): Pick<Enrollment, "status">[] =>
    runs.filter((run) => live.sequences[run.sequence]?.state === "live");
  const runsOf = new Map(
    contacts.map((contact, i) => [contact, { runs: found[i]!, open: openOf(found[i]!) }]),
  );
  const named = new Set<string>();
  return candidates.map((one) => {
    const { contact, ...event } = enrollingEvent(sequence, one);
    const entryKey = entryKeyOf(program, event);
    if (entryKey === undefined) return missingKey(program);
    const { runs, open } = runsOf.get(contact)!;
    const last = runs.find((run) => run.sequence === sequence && run.entryKey === entryKey);
    // Repeated under its id, it is the event that started this run.
    if (last?.entry.id === event.id) return undefined;
    const name = `${contact}#${entryKey}`;
    if (named.has(name)) return NAMED_BEFORE;
    const refusal = whyNotEnter(open, last, { program, event });
    if (refusal !== undefined) return refusal;
    named.add(name);
    if (isHoldout(program, contact)) return "held out: counted, and gets no mail";
    open.push({ status: "active" });
    return undefined;
  });
}
