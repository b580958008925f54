import type { EventRow } from "#shared/audience/events/index.ts";
import type { Profile } from "#shared/audience/profiles/index.ts";
import type { SegmentMember } from "#shared/audience/segments/index.ts";
import type { Enrollment } from "#shared/automation/enrollments/index.ts";
import type { Effect } from "#shared/automation/steps/index.ts";
import type { WorkReference } from "#shared/queue/index.ts";
import type { EndedRun } from "./ended-runs.ts";
import type { Refusal } from "./move-runs.ts";

/** A planned change of one run. */
export type RunChange = {
  old: Enrollment | undefined;
  next: Enrollment;
  expect: "absent" | number;
  effects: Effect[];
  /** Whether the run's step reads events: then it is planned once more for concurrent ones. */
  listens: boolean;
  /** The entry event's data, in case it is too large to be stored with the run. */
  entryData?: EventRow["data"] | undefined;
};

/** A changed profile, written together with the run changes. */
export type ProfileChange = {
  old: Profile;
  next: Profile;
  expect: number;
  /** Segments entered and left. */
  joined: [segment: string, member: SegmentMember][];
  parted: [segment: string, member: SegmentMember][];
  /** A change of the subscription by a sequence. */
  consent?: { subscribed: boolean; by: string };
};

/** All changes of one contact. */
export type ContactChange = {
  contact: string;
  runs: RunChange[];
  profile?: ProfileChange;
  /** Events to store before the change: pending ones, and dates reached. */
  events: EventRow[];
  /** Ended runs to move out of what every plan reads. */
  ended: EndedRun[];
  /** Mails whose handover may have been lost. */
  lost: string[];
  /** Existing due references that may have been lost. */
  due: WorkReference[];
  /** Entries that started no run, and why. */
  refused: Refusal[];
  /** When memberships and dates are evaluated next; absent if not evaluated. */
  evaluated?: { wakeAt: number | undefined };
};

export const noChange = (contact: string): ContactChange => ({
  contact,
  ...{ runs: [], events: [], ended: [], lost: [], due: [], refused: [] },
});
