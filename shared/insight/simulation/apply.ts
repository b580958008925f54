import { changeAttributes } from "#shared/audience/contacts/index.ts";
import {
  ENROLLED,
  type EventRow,
  MESSAGE_FACTS,
  SEGMENT_ENTERED,
  SEGMENT_LEFT,
} from "#shared/audience/events/index.ts";
import { type Profile, strongerSuppression, withFields } from "#shared/audience/profiles/index.ts";
import { setFact } from "#shared/messaging/feedback/index.ts";
import {
  clickData,
  eventsOfChanges,
  isOut,
  type Message,
} from "#shared/messaging/messages/index.ts";
import { listenedAttributes } from "#shared/platform/live-definitions/index.ts";
import { put } from "./mails.ts";
import { factOf, type MailFact, type Occurrence } from "./occurrence.ts";
import { recordItem } from "./record.ts";
import type { Simulation } from "./simulation.ts";

/**
 * Applies an occurrence: changes the contact, and queues its event. `ordinal` is its position
 * within the instant.
 */
export function apply(
  simulation: Simulation,
  occurrence: Occurrence,
  index: number,
  ordinal: number,
): void {
  const id = `x_${index}`;
  if ("event" in occurrence) {
    const { event: name, data = {}, id: given } = occurrence;
    queueEvent(simulation, { id: given ?? id, name, ordinal, data });
  } else if ("enrolled" in occurrence) {
    const { sequence } = simulation.given.program;
    queueEvent(simulation, {
      id,
      name: ENROLLED,
      ordinal,
      data: { ...occurrence.enrolled, sequence },
    });
  } else if ("segment" in occurrence) enterSegment(simulation, occurrence, id);
  else if ("known" in occurrence) {
    const { known, name, data } = occurrence;
    put(simulation, known);
    queueEvent(simulation, { id, name, data });
  } else if ("mail" in occurrence) applyToMail(simulation, occurrence, id);
  else changeContact(simulation, occurrence, id);
}

function queueEvent(simulation: Simulation, event: Omit<EventRow, "at">): void {
  recordItem(simulation, { kind: "event", decision: event.name });
  simulation.events.push({ ...event, at: simulation.now });
}

function enterSegment(
  simulation: Simulation,
  { segment, in: isIn }: Extract<Occurrence, { segment: string }>,
  id: string,
): void {
  const { assumedSegments } = simulation;
  if (assumedSegments.has(segment) === isIn) return;
  if (isIn) assumedSegments.add(segment);
  else assumedSegments.delete(segment);
  queueEvent(simulation, { id, name: isIn ? SEGMENT_ENTERED : SEGMENT_LEFT, data: { segment } });
}

type ContactOccurrence = Extract<Occurrence, { suppressed?: unknown }>;

function changeContact(simulation: Simulation, given: ContactOccurrence, id: string): void {
  const { contact, live, now } = simulation;
  const { attributes, timeZone, locale, email, subscribed, suppressed } = given;
  let profile = contact.profile!.data;
  if (attributes)
    profile = changeAttributes(profile, attributes, listenedAttributes(live), { id, now });
  if (timeZone !== undefined || locale !== undefined) {
    profile = withFields(profile, { timeZone, locale });
  }
  if (email !== undefined) profile = { ...profile, email };
  if (subscribed !== undefined) profile = { ...profile, subscribed };
  if (suppressed !== undefined) {
    profile = { ...profile, suppression: suppressed && { reason: suppressed, at: now } };
  }
  const { at: _, ...changes } = given;
  recordItem(simulation, {
    kind: "event",
    decision: "changed",
    reason: Object.keys(changes).join(", "),
  });
  setProfile(simulation, profile);
}

function setProfile({ contact }: Simulation, data: Profile): void {
  if (data !== contact.profile!.data) contact.profile = { ...contact.profile!, data };
}

function applyToMail(
  simulation: Simulation,
  { mail, did, link, machine }: Extract<Occurrence, { did: MailFact }>,
  id: string,
): void {
  const row = findMail(simulation, mail);
  const fact = factOf(did);
  const { event, suppresses } = MESSAGE_FACTS[fact];
  if (!row || machine) {
    const reason = row ? "a machine's: counts for nothing" : `there is no mail ${mail} that went`;
    recordItem(simulation, { kind: "event", decision: event!.name, reason });
    return;
  }
  const { now, contact } = simulation;
  const clicks = did === "clicked" && {
    clicks: [...(row.clicks ?? []), { at: now, ...(link && { link }) }],
  };
  const next = { ...setFact(row, fact, now), ...clicks };
  put(simulation, next);
  if (suppresses) {
    const profile = contact.profile!.data;
    const suppression = strongerSuppression(profile.suppression, { reason: suppresses, at: now });
    setProfile(simulation, { ...profile, suppression });
  }
  const data = did === "clicked" ? clickData(link || undefined) : {};
  for (const one of eventsOfChanges(next, [{ fact, at: now, part: id, data }])) {
    queueEvent(simulation, one);
  }
}

/** The nth decided mail, or the latest of a step, if it has left. */
function findMail({ decided, mails }: Simulation, name: number | string): Message | undefined {
  const rows = decided.map((id) => mails.get(id));
  const found =
    typeof name === "number"
      ? rows[name - 1]
      : rows.findLast((row) => row?.source.kind === "run" && row.source.step === name);
  return found && isOut(found) ? found : undefined;
}
