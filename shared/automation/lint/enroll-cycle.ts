import type { Definition } from "#shared/automation/language/index.ts";
import { enrollTargets } from "#shared/automation/language/index.ts";
import { type Check, warning } from "./finding.ts";

/**
 * Sequences that enroll contacts in each other in a cycle: only the cascade limit would stop them.
 */
export const enrollCycle: Check = (definition, { id, sequences }) =>
  enrollTargets(definition).flatMap(({ step, target }) => {
    const path = target === id ? undefined : pathBack(target, id, sequences);
    if (!path) return [];
    return [
      warning(
        "enroll-cycle",
        `/steps/${step}/sequence`,
        `it leads back here through ${path.join(", ")}`,
        "let one of them end without enrolling, or set a re-entry rule",
        { values: { path: path.join(", ") } },
      ),
    ];
  });

/** The shortest path by `enroll` steps. */
function pathBack(
  from: string,
  to: string,
  sequences: ReadonlyMap<string, Definition>,
): string[] | undefined {
  const paths = [[from]];
  const seen = new Set([from]);
  for (const path of paths) {
    const definition = sequences.get(path.at(-1)!);
    for (const { target } of definition ? enrollTargets(definition) : []) {
      if (target === to) return path;
      if (seen.has(target)) continue;
      seen.add(target);
      paths.push([...path, target]);
    }
  }
  return undefined;
}
