import { parseDuration } from "#shared/kernel/duration.ts";
import { KEEP_EVENTS_MS } from "#shared/kernel/retention.ts";
import { AGGREGATES } from "./aggregate.ts";
import { newestShown } from "./aspects.ts";
import type { ContactField } from "./facts.ts";
import type { Condition, EventTest } from "./schema.ts";
import type { Where } from "./value-schema.ts";

/**
 * The newest may bear an instant that is still to come, by a clock that is ahead of ours: those do
 * not count yet.
 */
const NOT_YET = 25;

/** What is asked of the events of one name. */
type EventReads = {
  /** How far back from now, in milliseconds. */
  withinMs: number;
  /** Whether those since the run began are asked for, however long ago that is. */
  sinceEntry: boolean;
  /** How many of the newest are enough; `Infinity` where all within the window matter. */
  newest: number;
  /** Whether their fields are asked for. */
  data: boolean;
};

/** What conditions ask for: only news of these can change their answer, and only these need be loaded. */
export type Reads = {
  /** By name. */
  events: Map<string, EventReads>;
  attributes: Set<string>;
  /** Of what every contact has. */
  fields: Set<ContactField>;
  segments: Set<string>;
  /** Whether subscription or suppression is asked for. */
  consent: boolean;
  /** Fields of the event that started the run. */
  entry: Set<string>;
  /** Whether it is asked what came after that event. */
  began: boolean;
};

/** Something that a run waits for or counts from its beginning on. */
export type Awaited = { event: string; where?: Where | undefined };

/** What the conditions read, taken together. */
export const readsOf = (...conditions: readonly Condition[]): Reads => readsOfRun(conditions, []);

/** What a run reads: by conditions, and by what it waits for or counts since it began. */
export function readsOfRun(conditions: readonly Condition[], awaited: readonly Awaited[]): Reads {
  const reads: Reads = {
    events: new Map(),
    attributes: new Set(),
    fields: new Set(),
    segments: new Set(),
    consent: false,
    entry: new Set(),
    began: false,
  };
  for (const condition of conditions) note(condition, reads);
  for (const { event, where } of awaited) {
    const since = { withinMs: 0, sinceEntry: true, newest: Number.POSITIVE_INFINITY, data: true };
    join(reads.events, event, since);
    noteEntry(where, reads);
  }
  return reads;
}

function note(condition: Condition, reads: Reads): void {
  if ("all" in condition) for (const part of condition.all) note(part, reads);
  else if ("any" in condition) for (const part of condition.any) note(part, reads);
  else if ("none" in condition) for (const part of condition.none) note(part, reads);
  else if ("event" in condition) noteEvent(condition, reads);
  else if ("attribute" in condition) reads.attributes.add(condition.attribute);
  else if ("field" in condition) reads.fields.add(condition.field);
  else if ("segment" in condition) reads.segments.add(condition.segment);
  else reads.consent = true;
}

function noteEvent(test: EventTest, reads: Reads): void {
  const { event, within, since, where } = test;
  const allMs = since ? 0 : KEEP_EVENTS_MS;
  reads.began ||= since !== undefined;
  join(reads.events, event, {
    withinMs: within === undefined ? allMs : parseDuration(within),
    sinceEntry: since !== undefined,
    newest: where ? Number.POSITIVE_INFINITY : newestShown(test) + NOT_YET,
    data: where !== undefined || AGGREGATES.some((kind) => test[kind] !== undefined),
  });
  noteEntry(where, reads);
}

function noteEntry(where: Where = {}, { entry }: Reads): void {
  for (const { is } of Object.values(where)) {
    if (typeof is === "object" && is !== null) entry.add(is.entry);
  }
}

function join(events: Reads["events"], name: string, next: EventReads): void {
  const known = events.get(name) ?? next;
  events.set(name, {
    withinMs: Math.max(known.withinMs, next.withinMs),
    sinceEntry: known.sinceEntry || next.sinceEntry,
    newest: Math.max(known.newest, next.newest),
    data: known.data || next.data,
  });
}
