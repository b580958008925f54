import {
  CONTACT_UPDATED,
  ENROLLED,
  type EventRow,
  SEGMENT_ENTERED,
  SEGMENT_LEFT,
} from "#shared/audience/events/index.ts";
import type { Occurrence } from "#shared/insight/simulation/index.ts";
import { changesOf, fieldsOf, subscribedOf } from "./reconstruct-contact.ts";
import type { ReplayConfig } from "./replay-config.ts";

/** A stored event as an occurrence; none if the sequence does not read it, or causes it itself. */
export function occurrencesOf(event: EventRow, { wanted, sequence }: ReplayConfig): Occurrence[] {
  const { id, name, at, data } = event;
  if (name === CONTACT_UPDATED) {
    const changes = Object.entries(changesOf(event)).map(([key, { to }]) => [key, to] as const);
    const subscribed = subscribedOf(event)?.to;
    const attributes = changes.length > 0 && { attributes: Object.fromEntries(changes) };
    const fields = fieldsOf(event, "to");
    return [{ at, ...attributes, ...fields, ...(subscribed !== undefined && { subscribed }) }];
  }
  if (name === SEGMENT_ENTERED || name === SEGMENT_LEFT) {
    return [{ at, segment: data.segment as string, in: name === SEGMENT_ENTERED }];
  }
  if (name === ENROLLED) return data.sequence === sequence ? [{ at, enrolled: data }] : [];
  return wanted.has(name) ? [{ at, event: name, data, id }] : [];
}
