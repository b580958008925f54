import { enrollsIn } from "#shared/automation/language/index.ts";
import { type Check, warning } from "./finding.ts";

/** A sequence that lets people into itself, where its re-entry rule does not keep them from going round. */
export const enrollItself: Check = (definition, { id }) => {
  const { reentry } = definition;
  // Whoever is inside does not enter, nor whoever has to wait after the end.
  const isGuarded = reentry === "never" || (typeof reentry === "object" && "afterExit" in reentry);
  if (isGuarded) return [];
  return enrollsIn(definition)
    .filter(({ target }) => target === id)
    .map(({ step }) =>
      warning(
        "enroll-itself",
        `/steps/${step}/sequence`,
        "the sequence enrolls contacts in itself",
        'loop with a wait, or set "reentry" to {"afterExit": …}',
      ),
    );
};
