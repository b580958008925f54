import { messagesOf } from "#shared/wheel/index.ts";
import { listMembers } from "./member-store.ts";
import type { ReactWorld } from "./react-world.ts";

/** Looks at a page of the people inside a sequence, whether they are due or not, and goes on with the next. */
export async function walkMembers(
  world: ReactWorld,
  { sequence, shard, after }: { sequence: string; shard: number; after?: string },
): Promise<void> {
  const page = await listMembers(world, sequence, shard, after);
  const now = world.clock.now();
  const due = page.items.map(({ data: { contact, entryKey } }) => ({
    kind: "run" as const,
    contact,
    sequence,
    entryKey,
    at: now,
  }));
  await world.queue.send("work", messagesOf(due, now));
  if (page.cursor === undefined) return;
  await world.queue.send("work", [{ body: { walk: { sequence, shard, after: page.cursor } } }]);
}
