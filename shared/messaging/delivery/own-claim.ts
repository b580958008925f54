import { untilNoConflict } from "#shared/kernel/retry.ts";
import type { OnWritten } from "#shared/messaging/figures/index.ts";
import { type Message, putMessage, readMessage } from "#shared/messaging/messages/index.ts";
import type { Clock } from "#shared/ports/clock.ts";
import type { Table } from "#shared/ports/table.ts";
import { schedule } from "#shared/scheduler/index.ts";
import { holdReferences } from "./defer-or-drop.ts";
import type { OnStatus } from "./on-status.ts";

type Writes = {
  table: Table<"people" | "due", "people" | "due">;
  clock: Clock;
  onStatus?: OnStatus;
  onWritten?: OnWritten;
};

/** Whether a row is claimed with this token. A claim in doubt counts: its claimant knows better. */
export const isClaimedBy = (row: Message, token: string): boolean =>
  (row.status === "sending" || row.status === "unknown") && row.token === token;

/**
 * Changes a claimed row while the claim is still ours, retrying over concurrent writes such as
 * facts. The packs of a change to `held` are written first.
 */
export async function changeClaimed(
  world: Writes,
  id: string,
  token: string,
  change: (row: Message) => Message,
): Promise<void> {
  await untilNoConflict(async () => {
    const item = await readMessage(world, id);
    if (!item || !isClaimedBy(item.data, token)) return;
    const next = change(item.data);
    await schedule(world, holdReferences(next), async () => {
      await world.table.write([putMessage(next, item.version)]);
      world.onStatus?.(next.status, id);
      world.onWritten?.(next, item.data);
    });
  });
}
