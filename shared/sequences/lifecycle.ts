import { Conflict, InvalidInput } from "#shared/kernel/errors.ts";
import type { Table, TableReader } from "#shared/ports/table.ts";
import { findTemplates } from "#shared/templates/index.ts";
import { putSwitches, readSettings, readSwitches } from "#shared/workspace/index.ts";
import type { Definition } from "./definition.ts";
import { lint, templatesOf } from "./lint.ts";
import { memberShards } from "./member-store.ts";
import { compileProgram } from "./program.ts";
import {
  getSequence,
  loadProgram,
  putHead,
  putVersion,
  type SequenceHead,
} from "./sequence-store.ts";
import { switchOf } from "./switch-of.ts";
import { type CalendarWorld, withCalendar } from "./with-calendar.ts";

type Writes = { table: Table<"library", "library"> };

/**
 * Makes the draft the next version, which new runs follow; runs under way stay on theirs. All or nothing.
 * @throws InvalidInput with what lint found
 * @throws Conflict when somebody else changed the sequence meanwhile
 */
export async function publishSequence(
  world: Writes & CalendarWorld,
  id: string,
  now: number,
): Promise<{ id: string; version: number }> {
  const { data: head, version: expect } = await getSequence(world, id);
  const { draft } = head;
  const faults = lint(draft, await surroundings(world, draft));
  if (faults.length > 0) throw new InvalidInput("the sequence can not be published yet", faults);
  const version = head.version + 1;
  const switches = await readSwitches(world);
  const program = compileProgram(id, version, draft);
  const sequences = {
    ...switches.data.sequences,
    [id]: switchOf(program, switches.data.sequences[id], now),
  };
  await withCalendar(world, program, switches.data.timeZone ?? "UTC", () =>
    world.table.write([
      putVersion(id, version, draft),
      putHead({ ...head, state: "live", version, updatedAt: now }, expect),
      putSwitches({ ...switches.data, sequences }, switches.expect),
    ]),
  );
  return { id, version };
}

async function surroundings(world: { table: TableReader<"library"> }, draft: Definition) {
  const [settings, templates] = await Promise.all([
    readSettings(world),
    findTemplates(world, templatesOf(draft)),
  ]);
  const { from, postalAddress } = settings;
  return { templates, sender: from !== undefined, postalAddress: !!postalAddress };
}

/** Nobody enters and nobody moves on; everybody keeps their place. */
export const pauseSequence = (world: Writes, id: string, now: number) =>
  setState(world, id, "paused", now);

/** Goes on where everybody stands: walks all who are inside, so that what became due meanwhile is not lost. */
export async function resumeSequence(
  world: Writes & CalendarWorld,
  id: string,
  now: number,
): Promise<SequenceHead> {
  const { data: switches } = await readSwitches(world);
  const program = await loadProgram(world, id, switches.sequences[id]?.version ?? 0);
  const act = () => setState(world, id, "live", now);
  const head = await (program
    ? withCalendar(world, program, switches.timeZone ?? "UTC", act)
    : act());
  await world.queue.send(
    "work",
    memberShards().map((shard) => ({
      body: { walk: { over: { kind: "sequence", id }, shard, task: { do: "look" } } },
    })),
  );
  return head;
}

async function setState(
  world: Writes,
  id: string,
  state: "paused" | "live",
  now: number,
): Promise<SequenceHead> {
  const { data: head, version } = await getSequence(world, id);
  if (head.version === 0) throw new Conflict("this sequence was never published");
  const switches = await readSwitches(world);
  const next: SequenceHead = { ...head, state, updatedAt: now };
  const known = switches.data.sequences[id];
  const sequences = {
    ...switches.data.sequences,
    // Whose date came while it was paused has missed it, as whoever did something then.
    [id]: { ...known!, state, ...(state === "live" && { since: now }) },
  };
  await world.table.write([
    putHead(next, version),
    putSwitches({ ...switches.data, sequences }, switches.expect),
  ]);
  return next;
}
