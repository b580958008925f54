import type { LiveDefinitions } from "#shared/platform/live-definitions/index.ts";
import { askHistory } from "./asked-history.ts";
import { type Change, noChange } from "./change.ts";
import { changeProfile } from "./change-profile.ts";
import type { ContactWork } from "./contact-work.ts";
import { evaluateMemberships } from "./evaluate-memberships.ts";
import { wakeOf } from "./left-undone.ts";
import { type Needs, whatLacks } from "./needs.ts";
import type { Snapshot } from "./snapshot.ts";

/**
 * Plans what a past that was sent late makes of a contact's memberships: they hold from now on, and
 * neither entering nor leaving is an event. No run moves. When they are evaluated next is written
 * again for work that comes `again`. Pure.
 */
export function planBackfill(
  snapshot: Snapshot,
  { contact, again }: ContactWork,
  live: LiveDefinitions,
  now: number,
): Change | { needs: Needs } {
  const nothing = { runs: [], entries: [], events: [] };
  const history = askHistory(snapshot, nothing, [], now);
  const needs = whatLacks(snapshot, nothing, history.lacking(), now);
  if (needs) return { needs };
  const evaluated = evaluateMemberships(snapshot, history.known, live, now);
  const profile = changeProfile(snapshot.contact.profile!, {
    takesIn: false,
    evaluated: evaluated && {
      judgement: { ...evaluated.judgement, entered: [], left: [] },
      // A date that is reached by now is news of its own: its time comes at once.
      wakeAt: evaluated.reached.length > 0 ? now + 1 : evaluated.wakeAt,
    },
    runs: [],
    live,
    now,
  });
  const due = again ? wakeOf(contact, snapshot.contact.profile!.data.wakeAt) : [];
  return { ...noChange(contact), due, ...(profile && { profile }) };
}
