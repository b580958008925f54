import type { ContactEvent } from "#shared/audience/conditions/index.ts";
import type { EventRow, WantedHistory } from "#shared/audience/events/index.ts";
import type { EvaluatedSegment } from "#shared/audience/segments/index.ts";
import type { ContactSnapshot, Enrollment } from "#shared/automation/enrollments/index.ts";
import type { Program } from "#shared/automation/language/index.ts";
import type { Subject } from "#shared/automation/runs/index.ts";
import type { Version } from "#shared/automation/versions/index.ts";
import type { Message } from "#shared/messaging/messages/index.ts";

/** The published definitions that concern a contact. */
export type Definitions = {
  programOf: (sequence: string, version: number) => Program | undefined;
  /** What was chosen for runs when a version was published. */
  editOf: (sequence: string, version: number) => Version | undefined;
  /** Sequences of the contact's runs that are archived, and so no longer live definitions. */
  archived: ReadonlySet<string>;
  /** The segments to evaluate; undefined where neither news nor time can change a membership. */
  segments?: EvaluatedSegment[] | undefined;
  winnerOf: Subject["winnerOf"];
};

/**
 * What is known of a contact when it is planned. Only what was asked for is read: a plan that lacks
 * something says so (`Needs`). No plan changes it.
 */
export type Snapshot = {
  contact: ContactSnapshot;
  definitions: Definitions;
  /** The messages to the contact, by id. */
  mails: Map<string, Message>;
  /** What the contact did, by event name, newest first. */
  history: ReadonlyMap<string, readonly ContactEvent[]>;
  /** The data of the events that runs began with, by run, where the runs do not hold it. */
  entryData: ReadonlyMap<string, EventRow["data"] | undefined>;
  /** How the runs that are kept apart ended, by `sequence#entryKey`. */
  endings: ReadonlyMap<string, Enrollment | undefined>;
  /** Segments that the contact is taken to be in, where no condition is evaluated. */
  assumedSegments?: ReadonlySet<string>;
  /** How much of this was read; absent where everything is there that a plan may ask for. */
  read?: {
    history: ReadonlyMap<string, WantedHistory>;
    olderMails: boolean;
    /** How often more was read. */
    rounds: number;
  };
};
