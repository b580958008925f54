import { createHandler } from "#functions/react/handler.ts";
import type { World } from "#functions/runtime/world.ts";
import { lambdaContext } from "#infra/standalone/lambda-context.ts";
import { queueEvent } from "#infra/standalone/queue-event.ts";
import type { SqliteQueue } from "#shared/adapters/sqlite/queue.ts";
import { MINUTE_MS } from "#shared/kernel/time.ts";
import type { TestClock } from "./world.ts";

/** Work that fails five times, in another minute each, and so becomes dead letters. */
export async function failWork(world: World, clock: TestClock, count: number): Promise<void> {
  const queue = world.queue as SqliteQueue;
  const react = createHandler(world);
  const body = { unknown: "ada@example.com" } as never;
  await world.queue.send("work", Array(count).fill({ body }));
  for (let tries = 0; tries < 5; tries++) {
    const batch = queue.receive("work", 10);
    await react(queueEvent("work", batch), lambdaContext()).catch(() => {});
    await queue.fail(batch.map(({ id }) => id));
    clock.advance(MINUTE_MS);
  }
}
