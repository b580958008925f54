import type { ContactEvent, Facts, Reads } from "#shared/audience/conditions/index.ts";
import { addWanted, readHistory, type WantedHistory } from "#shared/audience/events/index.ts";
import { fieldOf, type Profile } from "#shared/audience/profiles/index.ts";
import { segmentsOf } from "#shared/audience/segments/index.ts";
import type { ContactSnapshot } from "#shared/automation/enrollments/index.ts";
import { ON_TIME_MS } from "#shared/automation/steps/index.ts";
import { zoneOf } from "#shared/calendar/index.ts";
import {
  isMessageEvent,
  type Message,
  messageEvents,
  readMessages,
} from "#shared/messaging/messages/index.ts";
import { MESSAGE_WINDOW_MS } from "#shared/messaging/snapshot/index.ts";
import type { LiveDefinitions } from "#shared/platform/live-definitions/index.ts";
import type { TableReader } from "#shared/ports/table.ts";

/** Older messages, which only conditions with a long period read. */
const MAX_OLDER = 1_000;

/** The contact as segment conditions see it; reads only what `reads` needs. */
export async function readFacts(
  world: { table: TableReader<"people"> },
  contact: ContactSnapshot,
  reads: Reads[],
  { timeZone }: Pick<LiveDefinitions, "timeZone">,
  now: number,
): Promise<Facts> {
  const profile = contact.profile!.data;
  const [history, mails] = await Promise.all([
    readHistory(world, contact.id, wantedHistory(reads, now, now)),
    readMails(world, contact, reads, now),
  ]);
  const events = (name: string) =>
    isMessageEvent(name) ? messageEvents(name, mails.values()) : (history.get(name) ?? NOTHING);
  return toFacts(profile, timeZone, events);
}

const NOTHING: ContactEvent[] = [];

/** The messages to a contact by id; old ones only if needed. */
async function readMails(
  world: { table: TableReader<"people"> },
  { id, messages }: ContactSnapshot,
  reads: Reads[],
  now: number,
): Promise<Map<string, Message>> {
  const older = needsOlderMails(reads) ? await readOlderMails(world, id, now) : [];
  return new Map([...older, ...messages.map(({ data }) => data)].map(byId));
}

/** The messages to a contact that its snapshot does not hold. */
export const readOlderMails = (
  world: { table: TableReader<"people"> },
  contact: string,
  now: number,
): Promise<Message[]> => readMessages(world, contact, now - MESSAGE_WINDOW_MS, MAX_OLDER);

/**
 * The stored events that conditions read, for runs started at `since`. On-time work is evaluated as
 * of when it was due, so periods begin as much earlier.
 */
export function wantedHistory(
  reads: Pick<Reads, "events">[],
  now: number,
  since: number,
): Map<string, WantedHistory> {
  const wanted = new Map<string, WantedHistory>();
  for (const { events } of reads) {
    for (const [name, { withinMs, sinceEntry, newest, data }] of events) {
      if (isMessageEvent(name)) continue;
      const from = Math.min(now - ON_TIME_MS - withinMs, sinceEntry ? since : now);
      addWanted(wanted, name, Number.isFinite(newest) ? { from, newest, data } : { from, data });
    }
  }
  return wanted;
}

/** The contact as conditions see it, with its events by name, newest first. */
export const toFacts = (
  profile: Profile,
  timeZone: string | undefined,
  events: Facts["events"],
): Facts => ({
  attributes: profile.attributes,
  changedAt: profile.changedAt,
  field: (name) => fieldOf(profile, name),
  zone: zoneOf(profile.timeZone, timeZone),
  events,
  segments: segmentsOf(profile),
  subscribed: profile.subscribed,
  suppressed: profile.suppression?.reason ?? null,
});

const byId = (message: Message) => [message.id, message] as const;

/** Awaited events need only recent messages, which the snapshot holds. */
export const needsOlderMails = (reads: Reads[]) =>
  reads.some(({ events }) =>
    [...events].some(
      ([name, { withinMs }]) => isMessageEvent(name) && withinMs > MESSAGE_WINDOW_MS,
    ),
  );
