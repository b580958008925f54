import type { Facts } from "#shared/audience/conditions/index.ts";
import type { Effect } from "#shared/automation/steps/index.ts";

/** The facts after the contact changes among the effects; the same object without any. */
export function changedBy(facts: Facts, effects: Effect[]): Facts {
  let changed = facts;
  for (const effect of effects) {
    if (effect.kind !== "change") continue;
    const attributes = { ...changed.attributes, ...effect.attributes };
    const subscribed = effect.subscribed ?? changed.subscribed;
    changed = { ...changed, attributes, subscribed };
  }
  return changed;
}
