import { Conflict } from "#shared/kernel/errors.ts";
import { untilNoConflict } from "#shared/kernel/retry.ts";
import type { OnWritten } from "#shared/messaging/figures/index.ts";
import {
  type Message,
  peekMessage,
  putMessage,
  readMessage,
} from "#shared/messaging/messages/index.ts";
import type { Item, Table } from "#shared/ports/table.ts";

type Writes = { table: Table<"people", "people">; onWritten?: OnWritten };
type MessageUpdate = (message: Message) => Message;

/**
 * Changes a message's row, retrying over concurrent writes, and returns it; undefined if there is
 * none. `change` returns its argument when there is nothing to do. The first attempt uses the
 * cheaper read: a stale one fails on its version.
 */
export async function changeMessage(
  world: Writes,
  id: string,
  change: MessageUpdate,
): Promise<Message | undefined> {
  const read = await peekMessage(world, id);
  const next = read && change(read.data);
  if (next && next !== read.data) {
    try {
      return await write(world, read, next);
    } catch (error) {
      if (!(error instanceof Conflict)) throw error;
    }
  }
  return untilNoConflict(async () => {
    const item = await readMessage(world, id);
    return item && write(world, item, change(item.data));
  });
}

async function write(
  { table, onWritten }: Writes,
  { data, version }: Item<Message>,
  next: Message,
) {
  if (next === data) return next;
  await table.write([putMessage(next, version)]);
  onWritten?.(next, data);
  return next;
}
