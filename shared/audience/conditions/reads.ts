import { parseDuration } from "#shared/kernel/duration.ts";
import { KEEP_EVENTS_MS } from "#shared/kernel/retention.ts";
import { AGGREGATES } from "./aggregate.ts";
import { newestShown } from "./aspects.ts";
import type { ContactField } from "./facts.ts";
import type { Condition, EventTest } from "./schema.ts";
import type { Where } from "./value-schema.ts";

/**
 * Extra events to read: the newest may have future instants, by a clock ahead of ours, and not
 * count yet.
 */
const FUTURE_EVENTS = 25;

/** Which events of one name are read. */
type EventReads = {
  /** How far back from now, in milliseconds. */
  withinMs: number;
  /** Also all since the run began, however long ago. */
  sinceEntry: boolean;
  /** How many of the newest are enough; `Infinity`: all within the window. */
  newest: number;
  /** Read their data too. */
  data: boolean;
};

/** What conditions read: only changes of these can change the result, and only these are loaded. */
export type Reads = {
  /** By name. */
  events: Map<string, EventReads>;
  attributes: Set<string>;
  /** Built-in fields. */
  fields: Set<ContactField>;
  segments: Set<string>;
  /** Reads subscription or suppression. */
  consent: boolean;
  /** Fields of the event that started the run. */
  entry: Set<string>;
  /** Reads events since that one. */
  began: boolean;
};

/** An event that a run waits for or counts since its start. */
export type Awaited = { event: string; where?: Where | undefined };

/** The combined reads of conditions. */
export const readsOf = (...conditions: readonly Condition[]): Reads => readsOfRun(conditions, []);

/** The reads of a run: its conditions, and the events it waits for or counts. */
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
  for (const condition of conditions) collect(condition, reads);
  for (const { event, where } of awaited) {
    const since = { withinMs: 0, sinceEntry: true, newest: Number.POSITIVE_INFINITY, data: true };
    merge(reads.events, event, since);
    collectEntry(where, reads);
  }
  return reads;
}

function collect(condition: Condition, reads: Reads): void {
  if ("all" in condition) for (const part of condition.all) collect(part, reads);
  else if ("any" in condition) for (const part of condition.any) collect(part, reads);
  else if ("none" in condition) for (const part of condition.none) collect(part, reads);
  else if ("event" in condition) collectEvent(condition, reads);
  else if ("attribute" in condition) reads.attributes.add(condition.attribute);
  else if ("field" in condition) reads.fields.add(condition.field);
  else if ("segment" in condition) reads.segments.add(condition.segment);
  else reads.consent = true;
}

function collectEvent(test: EventTest, reads: Reads): void {
  const { event, within, since, where } = test;
  const allMs = since ? 0 : KEEP_EVENTS_MS;
  reads.began ||= since !== undefined;
  merge(reads.events, event, {
    withinMs: within === undefined ? allMs : parseDuration(within),
    sinceEntry: since !== undefined,
    newest: where ? Number.POSITIVE_INFINITY : newestShown(test) + FUTURE_EVENTS,
    data: where !== undefined || AGGREGATES.some((kind) => test[kind] !== undefined),
  });
  collectEntry(where, reads);
}

function collectEntry(where: Where = {}, { entry }: Reads): void {
  for (const { is } of Object.values(where)) {
    if (typeof is === "object" && is !== null) entry.add(is.entry);
  }
}

function merge(events: Reads["events"], name: string, next: EventReads): void {
  const known = events.get(name) ?? next;
  events.set(name, {
    withinMs: Math.max(known.withinMs, next.withinMs),
    sinceEntry: known.sinceEntry || next.sinceEntry,
    newest: Math.max(known.newest, next.newest),
    data: known.data || next.data,
  });
}
