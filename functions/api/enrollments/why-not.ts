import { whyNotEnter } from "#shared/automation/engine/index.ts";
import { type Enrollment, readEndings, readRuns } from "#shared/automation/enrollments/index.ts";
import { entryKeyOf, missingKey, type Program } from "#shared/automation/language/index.ts";
import { isHoldout } from "#shared/automation/runs/index.ts";
import { CALLS_AT_ONCE, mapConcurrently } from "#shared/kernel/map-concurrently.ts";
import { readLiveDefinitions } from "#shared/platform/live-definitions/index.ts";
import type { ApiWorld } from "../world.ts";
import { type Entering, toEvent } from "./entering.ts";

/** Why one that a list names again does not come in twice. */
export const NAMED_BEFORE = "named before in this list";

/**
 * Why each of these will not come in, undefined for those who will, as things stand now: the rule
 * is asked again when the event is worked on. Changes nothing.
 */
export async function whyNotEntering(
  world: ApiWorld,
  program: Program,
  entering: Entering[],
): Promise<(string | undefined)[]> {
  const { sequence } = program;
  const contacts = [...new Set(entering.map(({ contact }) => contact))];
  const keysOf = Map.groupBy(entering, ({ contact }) => contact);
  const found = await mapConcurrently(contacts, CALLS_AT_ONCE, async (contact) => {
    const runs = await readRuns(world, contact);
    const keys = keysOf.get(contact)!.flatMap((one) => {
      const entryKey = entryKeyOf(program, toEvent(sequence, one));
      return entryKey === undefined ? [] : [{ sequence, entryKey }];
    });
    return [...runs, ...(await readEndings(world, contact, runs, keys))];
  });
  const { data: switches } = await readLiveDefinitions(world);
  // The runs of a sequence that rests do not count, and each that the list lets in does.
  const openOf = (runs: Enrollment[]): Pick<Enrollment, "status">[] =>
    runs.filter((run) => switches.sequences[run.sequence]?.state === "live");
  const people = new Map(
    contacts.map((contact, i) => [contact, { runs: found[i]!, open: openOf(found[i]!) }]),
  );
  const before = new Set<string>();
  return entering.map((one) => {
    const { contact, ...event } = toEvent(sequence, one);
    const entryKey = entryKeyOf(program, event);
    if (entryKey === undefined) return missingKey(program);
    const { runs, open } = people.get(contact)!;
    const last = runs.find((run) => run.sequence === sequence && run.entryKey === entryKey);
    // Sent again under its id, it is the event that let them in.
    if (last?.entry.id === event.id) return undefined;
    const name = `${contact}#${entryKey}`;
    if (before.has(name)) return NAMED_BEFORE;
    const refusal = whyNotEnter(open, last, { program, event });
    if (refusal !== undefined) return refusal;
    before.add(name);
    if (isHoldout(program, contact)) return "held out: counted, and gets no mail";
    open.push({ status: "active" });
    return undefined;
  });
}
