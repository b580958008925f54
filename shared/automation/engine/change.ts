import type { EventRow } from "#shared/audience/events/index.ts";
import type { Profile } from "#shared/audience/profiles/index.ts";
import type { Member } from "#shared/audience/segments/index.ts";
import type { Enrollment } from "#shared/automation/enrollments/index.ts";
import type { Effect } from "#shared/automation/steps/index.ts";
import type { Message } from "#shared/messaging/messages/index.ts";
import type { WorkReference } from "#shared/queue/index.ts";
import type { Refusal } from "./move-runs.ts";
import type { Ended } from "./put-away.ts";

/** A change of one run that was planned and is not written yet. */
export type RunChange = {
  old?: Enrollment;
  next: Enrollment;
  expect: "absent" | number;
  effects: Effect[];
  /** The mail in doubt that the run goes on without, with the version of its row. */
  passed?: { message: Message; expect: number };
  /** Whether the run now stands where events matter: one that came meanwhile must be looked for. */
  listens: boolean;
  /** The data of its entering event, where it may be too large to be kept with it. */
  entryData?: EventRow["data"] | undefined;
};

/** A profile that is to be written together with the changes of runs that changed it. */
export type ProfileChange = {
  old: Profile;
  next: Profile;
  expect: number;
  /** Segments that the contact is in by now, and those that it is no longer in. */
  joined: [segment: string, member: Member][];
  parted: [segment: string, member: Member][];
  /** Whether the contact's own subscription was changed by a sequence, and by which. */
  consent?: { subscribed: boolean; by: string };
};

/** Everything that is to change of one contact. */
export type Change = {
  contact: string;
  runs: RunChange[];
  profile?: ProfileChange;
  /** Events to store before the change is written: those that were pending, and dates reached. */
  events: EventRow[];
  /** Runs that nothing needs any more where every plan reads them. */
  ended: Ended[];
  /** Mails whose hand-over may have been lost. */
  lost: string[];
  /** What the contact and their runs are due for already, where that may have been lost. */
  due: WorkReference[];
  /** Entries that started no run, and why. */
  refused: Refusal[];
  /** When memberships and dates are evaluated next; absent where they were not evaluated. */
  evaluated?: { wakeAt: number | undefined };
};

export const noChange = (contact: string): Change => ({
  contact,
  ...{ runs: [], events: [], ended: [], lost: [], due: [], refused: [] },
});
