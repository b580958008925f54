import { Conflict } from "#shared/kernel/errors.ts";
import { type Message, putMessage } from "#shared/people/index.ts";
import type { Clock } from "#shared/ports/clock.ts";
import type { Table } from "#shared/ports/table.ts";
import {
  packReferences,
  type Reference,
  rewriteLatePacks,
  writePacks,
} from "#shared/wheel/index.ts";
import { lookAfter } from "./look.ts";

type Writes = { table: Table<"people" | "due", "people" | "due">; clock: Clock };

/** A row to be written at the version that was read. */
export type RowChange = { message: Message; expect: "absent" | number };

/**
 * Hold: the packs first (the release at `until`, a look 15 minutes later), then the row, then once more the
 * packs whose slot has come too near. A row that somebody else changed meanwhile is left to them.
 */
export async function hold(world: Writes, changes: RowChange[]): Promise<void> {
  const references = changes.flatMap(({ message }): Reference[] => {
    if (message.status !== "held") return [];
    const { id, until } = message;
    return [{ kind: "mail", message: id, at: until }, lookAfter(id, until)];
  });
  const packs = packReferences(references, world.clock.now());
  await writePacks(world, packs);
  await writeRows(world, changes);
  await rewriteLatePacks(world, packs);
}

/** Drop or refuse: the end of a message, on the version that was read. */
export const close = (world: Writes, changes: RowChange[]): Promise<void> =>
  writeRows(world, changes);

async function writeRows(world: Writes, changes: RowChange[]): Promise<void> {
  if (changes.length === 0) return;
  const results = await world.table.writeEach(
    changes.map(({ message, expect }) => putMessage(message, expect)),
  );
  const failure = results.find((result) => result && !(result instanceof Conflict));
  if (failure) throw failure;
}
