import { contactUnsubscribed } from "#events/index.ts";
import type { Reads } from "#shared/audience/conditions/index.ts";
import { CONTACT_UPDATED, SEGMENT_ENTERED, SEGMENT_LEFT } from "./engine-events.ts";
import { factsWhere, MESSAGE_FACTS } from "./message-facts.ts";

/** Events that withdraw consent or suppress the address. */
const CONSENT_EVENTS = [
  contactUnsubscribed.name,
  ...factsWhere(({ suppresses }) => suppresses).map((fact) => MESSAGE_FACTS[fact].event!.name),
];

/** The events that may change the result of conditions with these reads. */
export const eventsAffecting = ({
  events,
  attributes,
  fields,
  segments,
  consent,
}: Reads): Set<string> =>
  new Set([
    ...events.keys(),
    ...(attributes.size + fields.size > 0 || consent ? [CONTACT_UPDATED] : []),
    ...(consent ? CONSENT_EVENTS : []),
    ...(segments.size > 0 ? [SEGMENT_ENTERED, SEGMENT_LEFT] : []),
  ]);
