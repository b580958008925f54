import { happened } from "./happened.ts";
import { cameAfter, inOrder } from "./lateness.ts";
import { GOAL, type Look, type Place, type Way } from "./way.ts";

/**
 * The goal and the metrics that have come about by now, each once. Returns what the goal was
 * reached by.
 */
export function countHits(way: Way, { person, now }: Look): Place | undefined {
  const { goal, steps } = way.definition;
  const { sequence } = way.names;
  let reached: Place | undefined;
  for (const [name, { since, until, variant, cause }] of [...way.watching]) {
    const step = steps[name];
    const test = name === GOAL ? goal! : step?.kind === "experiment" ? step.metric : undefined;
    const began = name === GOAL ? way.entry : { at: since, ...cause };
    const hits = person.history
      .filter((one) => cameAfter(one, began) && one.at <= Math.min(until, now))
      .filter((one) => happened(one, test!))
      .toSorted(inOrder);
    const [first] = hits;
    if (!first) continue;
    way.watching.delete(name);
    const bucket = new Date(since).toISOString().slice(0, 10);
    if (name !== GOAL) {
      way.trail.push(`${name} converted`);
      const row = `experiment#${sequence}#${name}`;
      way.effects.push({ kind: "tally", row, bucket, fields: { [`${variant}.hits`]: 1 } });
      continue;
    }
    reached = first;
    way.trail.push(`${way.step ?? ""} goal`);
    const value = Math.round(Number(goal!.value && (first.data[goal!.value] ?? 0)) * 100) || 0;
    const part = variant ?? "through";
    const fields = { [`${part}.reached`]: 1, ...(value !== 0 && { [`${part}.value`]: value }) };
    way.effects.push({ kind: "tally", row: `goal#${sequence}`, bucket, fields });
  }
  return reached;
}
