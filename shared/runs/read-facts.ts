import { zoneOf } from "#shared/calendar/index.ts";
import type { Facts, Reads } from "#shared/conditions/index.ts";
import {
  fieldOf,
  happeningsOf,
  isMessageEvent,
  MESSAGE_WINDOW_MS,
  type Message,
  messageEvents,
  type Person,
  type Profile,
  readHistory,
  readMessages,
} from "#shared/people/index.ts";
import type { TableReader } from "#shared/ports/table.ts";
import { segmentsOf } from "#shared/segments/index.ts";
import type { Switches } from "#shared/workspace/index.ts";

/** Of mails that are not read along with the person: conditions about them cost a read more. */
const MAX_OLDER = 1_000;

/** The person as conditions see them; of what they did, only what is asked for is read. */
export async function readFacts(
  world: { table: TableReader<"people"> },
  person: Person,
  reads: Reads[],
  { timeZone }: Pick<Switches, "timeZone">,
  now: number,
): Promise<Facts> {
  const profile = person.profile!.data;
  const names = new Set(reads.flatMap(({ events }) => [...events.keys()]));
  const stored = [...names].filter((name) => !isMessageEvent(name));
  const [history, older] = await Promise.all([
    readHistory(world, person.id, stored),
    asksForOlderMails(reads)
      ? readMessages(world, person.id, now - MESSAGE_WINDOW_MS, MAX_OLDER)
      : [],
  ]);
  const mails = new Map([...older, ...person.messages.map(({ data }) => data)].map(byId));
  const events = (name: string) =>
    isMessageEvent(name)
      ? messageEvents(name, mails.values())
      : happeningsOf(history.get(name) ?? { recent: [] });
  return toFacts(profile, timeZone, events);
}

/** The person as conditions see them, with what they did under each name, newest first. */
export const toFacts = (
  profile: Profile,
  timeZone: string | undefined,
  events: Facts["events"],
): Facts => ({
  attributes: profile.attributes,
  field: (name) => fieldOf(profile, name),
  zone: zoneOf(profile.timeZone, timeZone),
  events,
  segments: segmentsOf(profile),
  subscribed: profile.subscribed,
  suppressed: profile.suppression?.reason ?? null,
});

const byId = (message: Message) => [message.id, message] as const;

/** Waiting for an event since a step was reached asks for all time too, and is answered by the mails of the run. */
const asksForOlderMails = (reads: Reads[]) =>
  reads.some(({ events }) =>
    [...events].some(
      ([name, withinMs]) => isMessageEvent(name) && (withinMs ?? 0) > MESSAGE_WINDOW_MS,
    ),
  );
