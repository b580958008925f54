import type { Clock } from "#shared/ports/clock.ts";
import type { TableWriter } from "#shared/ports/table.ts";
import type { Reference } from "#shared/queue/index.ts";
import { packReferences } from "./pack.ts";
import { rewriteLatePacks, writePacks } from "./wheel-store.ts";

type World = { table: TableWriter<"due">; clock: Clock };

/**
 * Schedules references around the write that they are about. They come first: a crash in between
 * leaves a harmless reference. Those whose slot came too near meanwhile are written once more.
 * @throws Unavailable when a reference could not be written
 */
export async function schedule<T>(
  world: World,
  references: Reference[],
  write?: () => Promise<T>,
): Promise<T> {
  const packs = packReferences(references, world.clock.now());
  await writePacks(world, packs);
  const result = (await write?.()) as T;
  await rewriteLatePacks(world, packs);
  return result;
}
