import { hasApiTrigger, type Program } from "#shared/automation/language/index.ts";
import { getSequence, loadProgram } from "#shared/automation/versions/index.ts";
import { Conflict } from "#shared/kernel/errors.ts";
import { readLiveDefinitions } from "#shared/platform/live-definitions/index.ts";
import type { EnrollWorld } from "./world.ts";

/**
 * Loads the live version of a sequence that contacts can be enrolled in by hand.
 * @throws NotFound, or Conflict naming what to do first
 */
export async function assertOpen(world: EnrollWorld, id: string): Promise<Program> {
  await getSequence(world, id);
  const { data: live } = await readLiveDefinitions(world);
  const sequence = live.sequences[id];
  if (sequence?.state !== "live") {
    throw new Conflict(`sequence "${id}" is not live: publish or resume it first`);
  }
  const program = await loadProgram(world, id, sequence.version);
  if (program && hasApiTrigger(program.definition)) return program;
  throw new Conflict(
    `"${id}" can not be entered by hand: put {"api": true} into its "enter" and publish it`,
  );
}
