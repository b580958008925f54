import { happened } from "./happened.ts";
import { GOAL, type Look, type Way } from "./way.ts";

/** The goal and the metrics that have come about, each once. */
export function countHits(way: Way, { person }: Look): boolean {
  const { goal, steps } = way.definition;
  const { sequence } = way.names;
  let reached = false;
  for (const [name, { since, until, variant }] of [...way.watching]) {
    const step = steps[name];
    const test = name === GOAL ? goal! : step?.kind === "experiment" ? step.metric : undefined;
    const hits = person.history
      .filter(({ at }) => at >= since && at <= until)
      .filter((one) => happened(one, test!))
      .toSorted((a, b) => a.at - b.at);
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
    reached = true;
    way.trail.push(`${way.step ?? ""} goal`);
    const value = Math.round(Number(goal!.value && (first.data[goal!.value] ?? 0)) * 100) || 0;
    const part = variant ?? "through";
    const fields = { [`${part}.reached`]: 1, ...(value !== 0 && { [`${part}.value`]: value }) };
    way.effects.push({ kind: "tally", row: `goal#${sequence}`, bucket, fields });
  }
  return reached;
}
