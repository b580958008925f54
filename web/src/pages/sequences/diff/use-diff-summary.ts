import type { Schemas } from "../../../api/client.ts";
import { useTexts } from "../../../text/catalogue.ts";
import { versionTexts } from "./texts.ts";

/** How much differs, in a few words. */
export function useDiffSummary() {
  const texts = useTexts(versionTexts);
  return ({ added, removed, changed, fields }: Schemas["VersionDiff"]): string[] =>
    [
      changed.length > 0 && texts.changedSteps(changed.length),
      added.length > 0 && texts.addedSteps(added.length),
      removed.length > 0 && texts.removedSteps(removed.length),
      fields.length > 0 && texts.changedFields(fields.length),
    ].filter((text) => text !== false);
}
