import type { ContactEvent } from "#shared/audience/conditions/index.ts";
import type { EventRow, WantedHistory } from "#shared/audience/events/index.ts";
import type { EvaluatedSegment } from "#shared/audience/segments/index.ts";
import type { ContactSnapshot, Enrollment } from "#shared/automation/enrollments/index.ts";
import type { Program } from "#shared/automation/language/index.ts";
import type { RunContact } from "#shared/automation/runs/index.ts";
import type { Version } from "#shared/automation/versions/index.ts";
import type { Message } from "#shared/messaging/messages/index.ts";

/** The published definitions that a contact's work needs. */
export type Definitions = {
  programOf: (sequence: string, version: number) => Program | undefined;
  /** A published version with its migrations. */
  publishedOf: (sequence: string, version: number) => Version | undefined;
  /** Archived sequences of the contact's runs. */
  archived: ReadonlySet<string>;
  /** The segments to evaluate; undefined when nothing can change a membership. */
  segments?: EvaluatedSegment[] | undefined;
  winnerOf: RunContact["winnerOf"];
};

/**
 * What is known of a contact when planning. Only what was needed so far is read: a plan reports
 * what it lacks (`Needs`). Never mutated.
 */
export type PlanSnapshot = {
  contact: ContactSnapshot;
  definitions: Definitions;
  /** The messages to the contact, by id. */
  mails: Map<string, Message>;
  /** The contact's events by name, newest first. */
  history: ReadonlyMap<string, readonly ContactEvent[]>;
  /** Entry events' data by run, where runs do not store it. */
  entryData: ReadonlyMap<string, EventRow["data"] | undefined>;
  /** Endings of moved runs by `sequence#entryKey`. */
  endings: ReadonlyMap<string, Enrollment | undefined>;
  /** Segments assumed in simulation, without evaluation. */
  assumedSegments?: ReadonlySet<string>;
  /** How much was read; absent when all is present. */
  read?: {
    history: ReadonlyMap<string, WantedHistory>;
    olderMails: boolean;
    /** The number of reads so far. */
    rounds: number;
  };
};

/** A snapshot of which only the contact's own rows are read. */
export const unreadSnapshot = (contact: ContactSnapshot): Omit<PlanSnapshot, "definitions"> => ({
  contact,
  mails: new Map(contact.messages.map(({ data }) => [data.id, data])),
  history: NONE,
  entryData: NONE,
  endings: NONE,
  read: { history: NONE, olderMails: false, rounds: 0 },
});

const NONE: ReadonlyMap<string, never> = new Map<string, never>();
