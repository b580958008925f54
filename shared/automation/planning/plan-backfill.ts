import type { LiveDefinitions } from "#shared/platform/live-definitions/index.ts";
import { type ContactChange, noChange } from "./change.ts";
import { changeProfile } from "./change-profile.ts";
import type { ContactWork } from "./contact-work.ts";
import { evaluateMemberships } from "./evaluate-memberships.ts";
import { wakeOf } from "./lost-work.ts";
import { findNeeds, type Needs } from "./needs.ts";
import type { PlanSnapshot } from "./snapshot.ts";
import { trackHistory } from "./track-history.ts";

/**
 * Plans the memberships of a contact after historical events arrived late: they hold from now on,
 * no enter or leave events follow, and no run moves. `again` repeats the due reference. Pure.
 */
export function planBackfill(
  snapshot: PlanSnapshot,
  { contact, again }: ContactWork,
  live: LiveDefinitions,
  now: number,
): ContactChange | { needs: Needs } {
  const nothing = { runs: [], entries: [], events: [] };
  const history = trackHistory(snapshot, nothing, [], now);
  const needs = findNeeds(snapshot, nothing, history.lacking(), now);
  if (needs) return { needs };
  const evaluated = evaluateMemberships(snapshot, history.known, live, now);
  const profile = changeProfile(snapshot.contact.profile!, {
    clearPending: false,
    evaluated: evaluated && {
      result: { ...evaluated.result, entered: [], left: [] },
      // A date reached by now is processed at once, as its own event.
      wakeAt: evaluated.reached.length > 0 ? now + 1 : evaluated.wakeAt,
    },
    runs: [],
    live,
    now,
  });
  const due = again ? wakeOf(contact, snapshot.contact.profile!.data.wakeAt) : [];
  return { ...noChange(contact), due, ...(profile && { profile }) };
}
