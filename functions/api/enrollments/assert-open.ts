import { hasApiTrigger, type Program } from "#shared/automation/language/index.ts";
import { getSequence, loadProgram } from "#shared/automation/versions/index.ts";
import { Conflict } from "#shared/kernel/errors.ts";
import { readLiveDefinitions } from "#shared/platform/live-definitions/index.ts";
import type { ApiWorld } from "../world.ts";

/**
 * Makes sure that people can be let into a sequence by hand; the version that they would follow.
 * @throws NotFound, or Conflict with what would have to be done first
 */
export async function assertOpenByHand(world: ApiWorld, id: string): Promise<Program> {
  await getSequence(world, id);
  const { data: switches } = await readLiveDefinitions(world);
  const own = switches.sequences[id];
  if (own?.state !== "live") {
    throw new Conflict(`sequence "${id}" is not live: publish or resume it first`);
  }
  const program = await loadProgram(world, id, own.version);
  if (program && hasApiTrigger(program.definition)) return program;
  throw new Conflict(
    `"${id}" can not be entered by hand: put {"api": true} into its "enter" and publish it`,
  );
}
