import type { EventRow } from "#shared/audience/events/index.ts";
import { kindOf, type Step } from "#shared/automation/steps/index.ts";
import type { LiveDefinitions } from "#shared/platform/live-definitions/index.ts";
import { type AskedHistory, askHistory } from "./asked-history.ts";
import { type Change, noChange, type RunChange } from "./change.ts";
import { changeProfile } from "./change-profile.ts";
import { factsOf, toSubject } from "./contact-facts.ts";
import type { ContactWork } from "./contact-work.ts";
import { currentRuns, findEntries } from "./current-runs.ts";
import type { CurrentRun, Entry } from "./enter-run.ts";
import { type Evaluated, evaluateMemberships } from "./evaluate-memberships.ts";
import { dueAgain, lostMails } from "./left-undone.ts";
import { type Moved, moveRuns } from "./move-runs.ts";
import { type Needs, whatLacks } from "./needs.ts";
import { noteHeard } from "./note-heard.ts";
import { planBackfill } from "./plan-backfill.ts";
import { endedRuns } from "./put-away.ts";
import type { Snapshot } from "./snapshot.ts";
import { tidy } from "./tidy.ts";

/** A change, or what its snapshot lacks. */
export type Planned = Change | { needs: Needs };

/**
 * Plans everything that work makes of a contact: which runs start, move on and end, what changes of
 * the contact, and what is to be sent. Pure: the same snapshot, work, live definitions and instant
 * give the same plan. Where the snapshot lacks something, says what; after a bounded number of
 * times it never does.
 */
export function planContact(
  snapshot: Snapshot,
  work: ContactWork,
  live: LiveDefinitions,
  now: number,
): Planned {
  const profile = snapshot.contact.profile?.data;
  if (!profile || profile.erasedAt !== undefined) return noChange(work.contact);
  if (work.backfilled.length > 0) return planBackfill(snapshot, work, live, now);
  const pending = profile.pending ?? [];
  const lookAt = (reached: EventRow[]) => {
    const events = [...work.events, ...pending, ...reached];
    const unstored = [...pending, ...reached];
    const runs = currentRuns(snapshot, events, work.migrations, live, now);
    const entries = findEntries(snapshot.definitions, events, live);
    const history = askHistory(snapshot, { runs, entries, events }, unstored, now);
    const needs = whatLacks(snapshot, { runs, entries }, history.lacking(), now);
    return { events, unstored, runs, entries, history, needs };
  };
  let found = lookAt([]);
  if (found.needs) return { needs: found.needs };
  const evaluated = evaluateMemberships(snapshot, found.history.known, live, now);
  if (evaluated && evaluated.reached.length > 0) found = lookAt(evaluated.reached);
  if (found.needs) return { needs: found.needs };
  return planRuns(snapshot, work, live, { ...found, evaluated }, now);
}

function planRuns(
  snapshot: Snapshot,
  { answers, again }: ContactWork,
  live: LiveDefinitions,
  { runs, entries, events, unstored, history, evaluated }: Found,
  now: number,
): Planned {
  const { contact } = snapshot;
  const facts = factsOf(snapshot, live, history.ask, evaluated?.segments);
  const subject = toSubject(snapshot, facts);
  const situation = { snapshot, runs, events, entries, subject, answers };
  const { moved, refused } = moveRuns(situation, now);
  const lacking = history.lacking();
  if (lacking.size > 0) return { needs: { ...NO_NEEDS, history: lacking } };
  const heard = noteHeard(moved, runs, snapshot.history, now);
  const changes = heard.map((one) => toChange(one, snapshot, now));
  const news = { takesIn: true, evaluated, runs: changes, live, now };
  const profile = changeProfile(contact.profile!, news);
  return {
    contact: contact.id,
    runs: changes,
    ...(profile && { profile }),
    events: unstored,
    ended: endedRuns(snapshot, changes, now),
    // What lay about while its sequence was paused is handed over once more, to be dropped.
    lost: lostMails(snapshot, now, again || runs.some(({ rests }) => rests)),
    due: again ? dueAgain(contact) : [],
    refused,
    ...(evaluated && { evaluated }),
  };
}

const NO_NEEDS = { runs: [], entries: [], olderMails: false };

type Found = {
  runs: CurrentRun[];
  entries: Entry[];
  /** What happened, and what of it is not stored yet. */
  events: EventRow[];
  unstored: EventRow[];
  history: AskedHistory;
  evaluated: Evaluated | undefined;
};

function toChange(
  { program, old, run, expect, effects, passed, entryData }: Moved,
  { contact, mails }: Snapshot,
  now: number,
): RunChange {
  const message = passed && contact.messages.find(({ data }) => data.id === passed);
  const at = run.step === null ? undefined : program.steps.get(run.step);
  return {
    ...(old && { old }),
    next: tidy(run, mails, now),
    expect,
    effects,
    ...(message && { passed: { message: message.data, expect: message.version } }),
    listens: at !== undefined && listensAt(at),
    entryData,
  };
}

/** Whether news of the contact may move a run on from this step. */
function listensAt(step: Step): boolean {
  const { asks, awaits } = kindOf(step);
  return !!asks?.(step).length || !!awaits?.(step).length;
}
