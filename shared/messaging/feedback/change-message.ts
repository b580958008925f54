import { Conflict } from "#shared/kernel/errors.ts";
import { untilNoConflict } from "#shared/kernel/retry.ts";
import {
  type Message,
  peekMessage,
  putMessage,
  readMessage,
} from "#shared/messaging/messages/index.ts";
import type { Item, Table } from "#shared/ports/table.ts";

type Writes = { table: Table<"people", "people"> };
type Change = (message: Message) => Message;

/**
 * Changes a message's row whatever else happens to it meanwhile; returns it as it then stands, or nothing when
 * there is none (any more). `change` returns the same message when there is nothing to do. Only a change that was
 * written trusts the cheaper read: the version that it names was then the newest.
 */
export async function changeMessage(
  world: Writes,
  id: string,
  change: Change,
): Promise<Message | undefined> {
  const seen = await peekMessage(world, id);
  const next = seen && change(seen.data);
  if (next && next !== seen.data) {
    try {
      return await write(world, seen, next);
    } catch (error) {
      if (!(error instanceof Conflict)) throw error;
    }
  }
  return untilNoConflict(async () => {
    const item = await readMessage(world, id);
    return item && write(world, item, change(item.data));
  });
}

async function write({ table }: Writes, { data, version }: Item<Message>, next: Message) {
  if (next !== data) await table.write([putMessage(next, version)]);
  return next;
}
