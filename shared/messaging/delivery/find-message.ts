import type { Profile } from "#shared/audience/profiles/index.ts";
import { NotFound } from "#shared/kernel/errors.ts";
import { isMessageId, parseMessageId } from "#shared/kernel/ids.ts";
import type { Message } from "#shared/messaging/messages/index.ts";
import { readSnapshot } from "#shared/messaging/snapshot/index.ts";
import type { Clock } from "#shared/ports/clock.ts";
import type { TableReader } from "#shared/ports/table.ts";
import { foldOutcome } from "./outcome-store.ts";
import { rowOf, toPreparedMessage } from "./prepared-message.ts";

type Reads = { table: TableReader<"people" | "due">; clock: Clock };

/**
 * A message with its outcome, and its contact's profile. A message that was decided but has no row
 * yet counts as held.
 * @throws NotFound for an unknown id
 */
export async function findMessage(
  world: Reads,
  id: string,
): Promise<{ message: Message; profile?: Profile }> {
  if (!isMessageId(id)) throw new NotFound("there is no message with this id");
  const now = world.clock.now();
  const snapshot = await readSnapshot(world, parseMessageId(id).contact, now, [id]);
  const profile = snapshot.profile?.data;
  const row = snapshot.messages.find(({ data }) => data.id === id);
  if (row) return { message: await foldOutcome(world, row.data), profile };
  const prepared = toPreparedMessage(id, snapshot, now);
  if (!prepared) throw new NotFound("there is no message with this id");
  const message = { ...rowOf(prepared), status: "held", until: prepared.draft.bornAt } as Message;
  return { message, profile };
}
