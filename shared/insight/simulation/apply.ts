import { changeAttributes } from "#shared/audience/contacts/index.ts";
import {
  ENROLLED,
  type EventRow,
  MESSAGE_FACTS,
  SEGMENT_ENTERED,
  SEGMENT_LEFT,
} from "#shared/audience/events/index.ts";
import { type Profile, strongerSuppression, withFields } from "#shared/audience/profiles/index.ts";
import { digest } from "#shared/kernel/ids.ts";
import { clickData, isOut, type Message, messageData } from "#shared/messaging/messages/index.ts";
import { listenedAttributes } from "#shared/platform/live-definitions/index.ts";
import { put } from "./mails.ts";
import { factOfNews, type MailNews, type Occurrence } from "./occurrence.ts";
import { note } from "./record.ts";
import type { Simulation } from "./simulation.ts";

/**
 * Applies an occurrence: what it changes of the contact is changed, what it is news of is to be taken in.
 * `ordinal` is its place among what happens at that instant.
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
    happen(simulation, { id: given ?? id, name, ordinal, data });
  } else if ("enrolled" in occurrence) {
    const { sequence } = simulation.given.program;
    happen(simulation, { id, name: ENROLLED, ordinal, data: { ...occurrence.enrolled, sequence } });
  } else if ("segment" in occurrence) enterSegment(simulation, occurrence, id);
  else if ("known" in occurrence) {
    const { known, name, data } = occurrence;
    put(simulation, known);
    happen(simulation, { id, name, data });
  } else if ("mail" in occurrence) tellOfMail(simulation, occurrence, id);
  else change(simulation, occurrence, id);
}

function happen(simulation: Simulation, event: Omit<EventRow, "at">): void {
  note(simulation, { kind: "event", decision: event.name });
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
  happen(simulation, { id, name: isIn ? SEGMENT_ENTERED : SEGMENT_LEFT, data: { segment } });
}

type Change = Extract<Occurrence, { suppressed?: unknown }>;

function change(simulation: Simulation, given: Change, id: string): void {
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
  const { at: _, ...what } = given;
  note(simulation, { kind: "event", decision: "changed", reason: Object.keys(what).join(", ") });
  setProfile(simulation, profile);
}

function setProfile({ contact }: Simulation, data: Profile): void {
  if (data !== contact.profile!.data) contact.profile = { ...contact.profile!, data };
}

function tellOfMail(
  simulation: Simulation,
  { mail, did, link, machine }: Extract<Occurrence, { did: MailNews }>,
  id: string,
): void {
  const row = findMail(simulation, mail);
  const fact = factOfNews(did);
  const { event, suppresses } = MESSAGE_FACTS[fact];
  const { name } = event!;
  if (!row || machine) {
    const reason = row ? "a machine's: counts for nothing" : `there is no mail ${mail} that went`;
    note(simulation, { kind: "event", decision: name, reason });
    return;
  }
  const { now, contact } = simulation;
  const facts = { ...row.facts, [fact]: row.facts[fact] ?? now };
  const clicks = did === "clicked" && {
    clicks: [...(row.clicks ?? []), { at: now, ...(link && { link }) }],
  };
  const next = { ...row, facts, ...clicks } as Message;
  put(simulation, next);
  if (suppresses) {
    const profile = contact.profile!.data;
    const suppression = strongerSuppression(profile.suppression, { reason: suppresses, at: now });
    setProfile(simulation, { ...profile, suppression });
  }
  const data = { ...messageData(next), ...(did === "clicked" && clickData(link || undefined)) };
  happen(simulation, { id: digest(did, row.id, id), name, data });
}

/** The nth mail that was decided, or the latest of a step: if it has left. */
function findMail({ decided, mails }: Simulation, name: number | string): Message | undefined {
  const rows = decided.map((id) => mails.get(id));
  const found =
    typeof name === "number"
      ? rows[name - 1]
      : rows.findLast((row) => row?.source.kind === "run" && row.source.step === name);
  return found && isOut(found) ? found : undefined;
}
