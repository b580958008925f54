import { readContactRows } from "#shared/audience/partition/index.ts";
import type { Profile } from "#shared/audience/profiles/index.ts";
import { newestFirst, parseMessageId } from "#shared/kernel/ids.ts";
import { DAY_MS } from "#shared/kernel/time.ts";
import type { Message } from "#shared/messaging/messages/index.ts";
import { messageKey } from "#shared/messaging/messages/index.ts";
import type { Item, TableReader } from "#shared/ports/table.ts";
import { isActive, isTrackingConversions, type OutboxRun } from "./outbox.ts";

/** Older messages are read only by id. */
export const MESSAGE_WINDOW_MS = 8 * DAY_MS;

/** A contact as one query returns it; rows carry the versions that the next write expects. */
export type Snapshot<Run extends OutboxRun = OutboxRun> = {
  id: string;
  profile?: Item<Profile>;
  enrollments: Item<Run>[];
  messages: Item<Message>[];
};

type Reads = { table: TableReader<"people"> };

/**
 * Reads what a decision about a contact needs, consistently in one query: profile, enrollments and
 * recent messages; `more` names older messages to include.
 */
export async function readSnapshot<Run extends OutboxRun = OutboxRun>(
  world: Reads,
  contact: string,
  now: number,
  more: string[] = [],
): Promise<Snapshot<Run>> {
  const snapshot: Snapshot<Run> = { id: contact, enrollments: [], messages: [] };
  const range = { from: "a", to: `c#${newestFirst(now - MESSAGE_WINDOW_MS)}` };
  const rows = await readContactRows(world, contact, range, { consistent: true });
  for (const row of rows) addRow(snapshot, row);
  const wanted = new Set(more);
  for (const { data } of snapshot.enrollments) {
    // An outbox entry of an old run may have its row by now.
    for (const { messageId } of data.outbox) wanted.add(messageId);
    if (!isActive(data) && !isTrackingConversions(data, 0, now)) continue;
    for (const id of Object.values(data.sends)) wanted.add(id);
  }
  for (const message of snapshot.messages) wanted.delete(message.data.id);
  // A newer message that the query did not return has no row.
  const isOlder = (id: string) => parseMessageId(id).bornAt <= now - MESSAGE_WINDOW_MS;
  const older = [...wanted].filter(isOlder).slice(0, 100).map(messageKey);
  if (older.length > 0) {
    const found = await world.table.getMany<Message>(older, { consistent: true });
    snapshot.messages.push(...found.filter((item) => item !== undefined));
  }
  return snapshot;
}

function addRow<Run extends OutboxRun>(snapshot: Snapshot<Run>, item: Item): void {
  if (item.sk === "a") snapshot.profile = item as Item<Profile>;
  else if (item.sk.startsWith("b#")) snapshot.enrollments.push(item as Item<Run>);
  else snapshot.messages.push(item as Item<Message>);
}
