import type { ContactEvent } from "#shared/audience/conditions/index.ts";
import type { EventRow } from "#shared/audience/events/index.ts";
import type { EvaluatedSegment } from "#shared/audience/segments/index.ts";
import type { ContactSnapshot } from "#shared/automation/enrollments/index.ts";
import type { nextRuns, Program } from "#shared/automation/language/index.ts";
import type { PlanSnapshot } from "#shared/automation/planning/index.ts";
import type { Message } from "#shared/messaging/messages/index.ts";
import type { SendCandidate } from "#shared/messaging/policy/index.ts";
import type { OutboxEntry } from "#shared/messaging/snapshot/index.ts";
import type { LiveDefinitions } from "#shared/platform/live-definitions/index.ts";
import type { WebhookResult } from "#shared/queue/index.ts";
import type { Lag } from "./lag.ts";
import type { AssumedReply, Occurrence } from "./occurrence.ts";
import type { Item } from "./timeline.ts";

/** The input of a simulation, never mutated. Instants are epoch milliseconds. */
export type SimulationInput = {
  /** The version that new runs follow. */
  program: Program;
  /** Older versions, for active runs. */
  older?: Program[] | undefined;
  contact: ContactSnapshot;
  /** Older messages, which the contact's snapshot does not hold. */
  mails?: ReadonlyMap<string, Message> | undefined;
  /** Earlier events by name, newest first. */
  history?: PlanSnapshot["history"] | undefined;
  /** Entry events' data by run, where runs do not store it. */
  entryData?: PlanSnapshot["entryData"] | undefined;
  /** Assumed segments at the start, without evaluation. */
  inSegments?: Iterable<string> | undefined;
  /** Segments to evaluate. */
  segments?: EvaluatedSegment[] | undefined;
  /** Live definitions; by default the program alone is live. */
  live?: LiveDefinitions | undefined;
  events?: Occurrence[] | undefined;
  start: number;
  /** At most ten years later. */
  until: number;
  /** Why templates cannot be sent as marketing mail, by name. */
  misfits?: ReadonlyMap<string, string> | undefined;
  /** Results of steps' requests in order; the last repeats. */
  answers?: Record<string, AssumedReply[]> | undefined;
  /** Winning variants by step. */
  winners?: Record<string, string> | undefined;
  /** Delays of work; none by default. */
  lag?: Lag | undefined;
  /** Whether mails are shown with what their templates would be given. */
  showsData?: boolean | undefined;
  /** Whether to stop early; called at every instant. */
  isOver?: (() => boolean) | undefined;
};

/** A mail that has not left: checked at `until`. */
export type OpenMail = {
  candidate: SendCandidate;
  entry: Pick<OutboxEntry, "messageId" | "template" | "step" | "to">;
  entryKey: string;
  until: number;
  row?: Message;
};

/** A simulation's state: the complete snapshot of its contact, mutated as time passes. */
export type Simulation = PlanSnapshot & {
  given: SimulationInput;
  now: number;
  live: LiveDefinitions;
  history: Map<string, readonly ContactEvent[]>;
  entryData: Map<string, EventRow["data"] | undefined>;
  assumedSegments: Set<string>;
  /** Ids of stored events. */
  known: Set<string>;
  /** Events to process now. */
  events: EventRow[];
  /** When the current batch is processed. */
  batchAt?: number | undefined;
  answers: WebhookResult[];
  /** Results given per step. */
  answered: Map<string, number>;
  /** Ids of the contact's mails in decision order. */
  decided: string[];
  open: OpenMail[];
  /** When a mail of each run was last sent or dropped. */
  settled: Map<string, number>;
  wakeAt: number | undefined;
  /** The next time of each schedule, with its segment. */
  schedules: ReturnType<typeof nextRuns>;
  timeline: Item[];
  isPaused: boolean;
};
