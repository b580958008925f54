import { parseDuration } from "#shared/kernel/duration.ts";
import type { ContactField } from "./facts.ts";
import type { Condition, EventTest } from "./schema.ts";

/** What conditions ask for: only news of these can change their answer, and only these need be loaded. */
export type Reads = {
  /** By name, how far back in milliseconds; undefined for all time. */
  events: Map<string, number | undefined>;
  attributes: Set<string>;
  /** Of what every contact has. */
  fields: Set<ContactField>;
  segments: Set<string>;
  /** Whether subscription or suppression is asked for. */
  consent: boolean;
  /** Fields of the event that started the run. */
  entry: Set<string>;
};

/** What the conditions read, taken together. */
export function readsOf(...conditions: readonly Condition[]): Reads {
  const reads: Reads = {
    events: new Map(),
    attributes: new Set(),
    fields: new Set(),
    segments: new Set(),
    consent: false,
    entry: new Set(),
  };
  for (const condition of conditions) note(condition, reads);
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

function noteEvent({ event, within, where = {} }: EventTest, { events, entry }: Reads): void {
  const withinMs = within === undefined ? undefined : parseDuration(within);
  const known = events.get(event);
  const all = withinMs === undefined || (known === undefined && events.has(event));
  for (const { is } of Object.values(where)) {
    if (typeof is === "object" && is !== null) entry.add(is.entry);
  }
  events.set(event, all ? undefined : Math.max(known ?? 0, withinMs));
}
