import { enrollTargets } from "#shared/automation/language/index.ts";
import { type Check, warning } from "./finding.ts";
import { NEVER_AGAIN } from "./fixes.ts";

/** A sequence that enrolls contacts in itself without a re-entry rule that stops it. */
export const enrollItself: Check = (definition, { id }) => {
  const { reentry } = definition;
  // A contact with an active run, or in its pause, does not enter.
  const isGuarded = reentry === "never" || (typeof reentry === "object" && "afterExit" in reentry);
  if (isGuarded) return [];
  return enrollTargets(definition)
    .filter(({ target }) => target === id)
    .map(({ step }) =>
      warning(
        "enroll-itself",
        `/steps/${step}/sequence`,
        "the sequence enrolls contacts in itself",
        'loop with a wait, or set "reentry" to {"afterExit": …}',
        { fix: NEVER_AGAIN },
      ),
    );
};
