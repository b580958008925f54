import { readEnrollments } from "#shared/people/index.ts";
import { whyNotAgain } from "#shared/runs/index.ts";
import { entryKeyOf, isHoldout, noKey, type Program } from "#shared/sequences/index.ts";
import type { ApiWorld } from "../world.ts";
import { type Entering, toEvent } from "./entering.ts";

/**
 * Why each of these will not come in, undefined for those who will, as things stand now: the rule is asked again when the
 * event is worked on. Changes nothing.
 */
export async function whyNotEntering(
  world: ApiWorld,
  program: Program,
  entering: Entering[],
): Promise<(string | undefined)[]> {
  const { sequence } = program;
  const asked = entering.map((one) => {
    const { contact, ...event } = toEvent(sequence, one);
    return { contact, event, entryKey: entryKeyOf(program, event) };
  });
  const nameOf = (contact: string, entryKey: string) => `${contact}#${entryKey}`;
  const keys = asked.flatMap(({ contact, entryKey }) =>
    entryKey === undefined ? [] : [[nameOf(contact, entryKey), { contact, entryKey }] as const],
  );
  const found = await readEnrollments(world, sequence, [...new Map(keys).values()]);
  const runs = new Map(
    found.map(({ contact, enrollment }) => [nameOf(contact, enrollment.entryKey), enrollment]),
  );
  const before = new Set<string>();
  return asked.map(({ contact, event, entryKey }) => {
    if (entryKey === undefined) return noKey(program);
    const name = nameOf(contact, entryKey);
    const run = runs.get(name);
    // Sent again under its id, it is the event that let them in.
    if (run?.entry.id === event.id) return undefined;
    if (before.has(name)) return "named before in this list";
    const refusal = run && whyNotAgain(program, run, event);
    if (refusal !== undefined) return refusal;
    before.add(name);
    return isHoldout(program, contact) ? "held out: counted, and gets nothing" : undefined;
  });
}
