import { shardsOf } from "#shared/kernel/shards.ts";
import type { Clock } from "#shared/ports/clock.ts";
import { type FanOutPage, fanOutPage, type Queue } from "#shared/queue/index.ts";
import { type AnyBulkKind, type BulkKind, findKind } from "./kind.ts";

type World = { queue: Queue<"work"> };

/**
 * Starts untracked work over many contacts: no row, progress, result or concurrency limit. Durable
 * when it returns.
 */
export const fanOut = <Input extends object>(
  { queue }: World,
  { kind, shards }: Pick<BulkKind<never, Input, never>, "kind" | "shards" | "finish">,
  input: Input,
): Promise<void> =>
  queue.send(
    "work",
    shardsOf(shards).map((shard) => ({ body: fanOutPage({ kind, input, shard }) })),
  );

/** Runs a page and enqueues the next; repeating it is harmless. */
export async function runFanOutPage<W extends World & { clock: Clock }>(
  world: W,
  kinds: AnyBulkKind<W>[],
  page: FanOutPage,
): Promise<void> {
  const { kind, after, ...task } = page;
  const now = world.clock.now();
  const given = { ...task, ...(after !== undefined && { after }), now };
  const { next } = await findKind(kinds, kind).page(world, given);
  if (next !== undefined) {
    await world.queue.send("work", [{ body: fanOutPage({ ...page, after: next }) }]);
  }
}
