import type { Definition } from "#shared/automation/language/index.ts";
import { enrollsIn } from "#shared/automation/language/index.ts";
import { type Check, warning } from "./finding.ts";

/** Sequences that let people into each other in a circle: they would go round until the loop guard stops them. */
export const enrollCycle: Check = (definition, { id, sequences }) =>
  enrollsIn(definition).flatMap(({ step, target }) => {
    const way = target === id ? undefined : wayBack(target, id, sequences);
    if (!way) return [];
    return [
      warning(
        "enroll-cycle",
        `/steps/${step}/sequence`,
        `it leads back here through ${way.join(", ")}`,
        "let one of them end without enrolling, or set a re-entry rule",
      ),
    ];
  });

/** The shortest way by enroll steps. */
function wayBack(
  from: string,
  to: string,
  sequences: ReadonlyMap<string, Definition>,
): string[] | undefined {
  const ways = [[from]];
  const seen = new Set([from]);
  for (const way of ways) {
    const definition = sequences.get(way.at(-1)!);
    for (const { target } of definition ? enrollsIn(definition) : []) {
      if (target === to) return way;
      if (seen.has(target)) continue;
      seen.add(target);
      ways.push([...way, target]);
    }
  }
  return undefined;
}
