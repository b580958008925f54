import type { ContactEvent, Facts, Reads } from "#shared/audience/conditions/index.ts";
import { readHistory } from "#shared/audience/events/index.ts";
import type { ContactSnapshot } from "#shared/automation/enrollments/index.ts";
import { needsOlderMails, toFacts, wantedHistory } from "#shared/automation/planning/index.ts";
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

const byId = (message: Message) => [message.id, message] as const;
