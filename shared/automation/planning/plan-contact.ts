import type { EventRow } from "#shared/audience/events/index.ts";
import { kindOf, type Step } from "#shared/automation/steps/index.ts";
import type { LiveDefinitions } from "#shared/platform/live-definitions/index.ts";
import { type ContactChange, noChange, type RunChange } from "./change.ts";
import { changeProfile } from "./change-profile.ts";
import { factsOf, toRunContact } from "./contact-facts.ts";
import type { ContactWork } from "./contact-work.ts";
import { currentRuns, findEntries } from "./current-runs.ts";
import { endedRuns } from "./ended-runs.ts";
import type { CurrentRun, Entry } from "./enter-run.ts";
import { type Evaluated, evaluateMemberships } from "./evaluate-memberships.ts";
import { dueReferences, lostMails } from "./lost-work.ts";
import { type Moved, moveRuns } from "./move-runs.ts";
import { findNeeds, type Needs } from "./needs.ts";
import { noteSearched } from "./note-searched.ts";
import { planBackfill } from "./plan-backfill.ts";
import { prune } from "./prune.ts";
import type { PlanSnapshot } from "./snapshot.ts";
import { type TrackedHistory, trackHistory } from "./track-history.ts";

/** A change, or what its snapshot lacks. */
type Planned = ContactChange | { needs: Needs };

/**
 * Plans all effects of work on a contact: runs that start, move and end, changes of the contact,
 * mails. Pure: the same arguments give the same plan. Reports what the snapshot lacks, a bounded
 * number of times.
 */
export function planContact(
  snapshot: PlanSnapshot,
  work: ContactWork,
  live: LiveDefinitions,
  now: number,
): Planned {
  const profile = snapshot.contact.profile?.data;
  if (!profile || profile.erasedAt !== undefined) return noChange(work.contact);
  if (work.backfilled.length > 0) return planBackfill(snapshot, work, live, now);
  const pending = profile.pending ?? [];
  const collect = (reached: EventRow[]) => {
    const events = [...work.events, ...pending, ...reached];
    const unstored = [...pending, ...reached];
    const runs = currentRuns(snapshot, events, work, live, now);
    const entries = findEntries(snapshot.definitions, events, live);
    const history = trackHistory(snapshot, { runs, entries, events }, unstored, now);
    const needs = findNeeds(snapshot, { runs, entries }, history.lacking(), now);
    return { events, unstored, runs, entries, history, needs };
  };
  let found = collect([]);
  if (found.needs) return { needs: found.needs };
  const evaluated = evaluateMemberships(snapshot, found.history.known, live, now);
  if (evaluated && evaluated.reached.length > 0) found = collect(evaluated.reached);
  if (found.needs) return { needs: found.needs };
  return planRuns(snapshot, work, live, { ...found, evaluated }, now);
}

function planRuns(
  snapshot: PlanSnapshot,
  { answers, again }: ContactWork,
  live: LiveDefinitions,
  { runs, entries, events, unstored, history, evaluated }: Found,
  now: number,
): Planned {
  const { contact } = snapshot;
  const facts = factsOf(snapshot, live, history.ask, evaluated?.segments);
  const subject = toRunContact(snapshot, live, facts);
  const situation = { snapshot, runs, events, entries, subject, answers };
  const { moved, refused } = moveRuns(situation, now);
  const lacking = history.lacking();
  if (lacking.size > 0) return { needs: { ...NO_NEEDS, history: lacking } };
  const searched = noteSearched(moved, runs, snapshot.history, now);
  const changes = searched.map((one) => toChange(one, snapshot, now));
  const update = { clearPending: true, evaluated, runs: changes, live, now };
  const profile = changeProfile(contact.profile!, update);
  return {
    contact: contact.id,
    runs: changes,
    ...(profile && { profile }),
    events: unstored,
    ended: endedRuns(snapshot, changes, now),
    // Mails of a paused sequence are handed over once more, to be dropped.
    lost: lostMails(snapshot, now, again || runs.some(({ isPaused }) => isPaused)),
    due: again ? dueReferences(contact) : [],
    refused,
    ...(evaluated && { evaluated }),
  };
}

const NO_NEEDS = { runs: [], entries: [], olderMails: false };

type Found = {
  runs: CurrentRun[];
  entries: Entry[];
  /** All events, and those not stored yet. */
  events: EventRow[];
  unstored: EventRow[];
  history: TrackedHistory;
  evaluated: Evaluated | undefined;
};

function toChange(
  { program, old, run, expect, effects, entryData }: Moved,
  { mails }: PlanSnapshot,
  now: number,
): RunChange {
  const step = run.step === null ? undefined : program.steps.get(run.step);
  return {
    old,
    next: prune(run, mails, now),
    expect,
    effects,
    listens: step !== undefined && readsEvents(step),
    entryData,
  };
}

/** Whether a step reads events or conditions. */
function readsEvents(step: Step): boolean {
  const { conditions, awaits } = kindOf(step);
  return !!conditions?.(step).length || !!awaits?.(step).length;
}
