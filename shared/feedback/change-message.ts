import { untilNoConflict } from "#shared/kernel/retry.ts";
import { type Message, putMessage, readMessage } from "#shared/people/index.ts";
import type { Table } from "#shared/ports/table.ts";

/**
 * Changes a message's row whatever else happens to it meanwhile; returns it as it then stands, or nothing when
 * there is none (any more). `change` returns the same message when there is nothing to do.
 */
export const changeMessage = (
  world: { table: Table<"people", "people"> },
  id: string,
  change: (message: Message) => Message,
): Promise<Message | undefined> =>
  untilNoConflict(async () => {
    const item = await readMessage(world, id);
    if (!item) return undefined;
    const next = change(item.data);
    if (next !== item.data) await world.table.write([putMessage(next, item.version)]);
    return next;
  });
