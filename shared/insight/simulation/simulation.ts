import type { ContactEvent } from "#shared/audience/conditions/index.ts";
import type { EventRow } from "#shared/audience/events/index.ts";
import type { EvaluatedSegment } from "#shared/audience/segments/index.ts";
import type { Snapshot } from "#shared/automation/engine/index.ts";
import type { ContactSnapshot } from "#shared/automation/enrollments/index.ts";
import type { Program } from "#shared/automation/language/index.ts";
import type { Message } from "#shared/messaging/messages/index.ts";
import type { SendCandidate } from "#shared/messaging/policy/index.ts";
import type { OutboxEntry } from "#shared/messaging/snapshot/index.ts";
import type { LiveDefinitions } from "#shared/platform/live-definitions/index.ts";
import type { WebhookResult } from "#shared/queue/index.ts";
import type { Lag } from "./lag.ts";
import type { Occurrence, Reply } from "./occurrence.ts";
import type { Item } from "./timeline.ts";

/** What a simulation starts from. Instants are epoch milliseconds; nothing of it is changed. */
export type Given = {
  /** What new runs follow. */
  program: Program;
  /** Older versions, for runs under way. */
  older?: Program[] | undefined;
  person: ContactSnapshot;
  /** What the person did before, by name, newest first. */
  history?: Map<string, readonly ContactEvent[]> | undefined;
  /** The data of the events that runs began with, by run, where they do not hold it themselves. */
  entryData?: ReadonlyMap<string, EventRow["data"]> | undefined;
  /** Segments that the person is taken to be in at the start, where no condition judges. */
  inSegments?: Iterable<string> | undefined;
  /** Segments that the person is judged by. */
  segments?: EvaluatedSegment[] | undefined;
  /** As they are in force; where left out, the program alone is live. */
  switches?: LiveDefinitions | undefined;
  events?: Occurrence[] | undefined;
  start: number;
  /** At most ten years later. */
  until: number;
  /** Why templates are not sent in marketing mail, by their names. */
  misfits?: ReadonlyMap<string, string> | undefined;
  /** Answers to the requests of steps, in their order; the last one stands for all after. */
  answers?: Record<string, Reply[]> | undefined;
  /** What the experiments at steps have found to be best. */
  winners?: Record<string, string> | undefined;
  /** How late its work is done; at once where it is left out. */
  lag?: Lag | undefined;
  /** Whether it has taken long enough: asked at every instant. */
  isOver?: (() => boolean) | undefined;
};

/** A mail that has not left: judged again at `until`. */
export type OpenMail = {
  candidate: SendCandidate;
  entry: Pick<OutboxEntry, "messageId" | "template" | "step" | "to">;
  entryKey: string;
  until: number;
  row?: Message;
};

/** A simulation under way: the whole snapshot of its contact, which changes as time passes. */
export type Simulation = Snapshot & {
  given: Given;
  now: number;
  live: LiveDefinitions;
  history: Map<string, readonly ContactEvent[]>;
  entryData: Map<string, EventRow["data"]>;
  assumedSegments: Set<string>;
  /** Events that were stored already. */
  known: Set<string>;
  /** What is to be taken in now. */
  events: EventRow[];
  /** When the batch is worked on that is being gathered. */
  batchAt?: number | undefined;
  answers: WebhookResult[];
  /** How often each step was answered. */
  answered: Map<string, number>;
  /** Ids of the mails to the person, in the order of their decisions. */
  decided: string[];
  open: OpenMail[];
  /** When a mail of each run was sent or dropped last. */
  settled: Map<string, number>;
  wakeAt: number | undefined;
  /** When each schedule comes round next, and for which segment. */
  schedules: { at: number; segment?: string }[];
  timeline: Item[];
  isPaused: boolean;
};
