import type { Page } from "#shared/ports/table.ts";
import type { Reference } from "#shared/queue/index.ts";
import { type SweepWorld, slotAt, slotPk, sweep } from "#shared/scheduler/index.ts";
import { packRow } from "#shared/scheduler/pack-store.ts";
import { SHARDS } from "#shared/scheduler/slot.ts";
import { START, TestClock } from "#test/support/world.ts";

const PACK = 25;

/**
 * A slot of so many due runs that are nowhere: a page of them is made when it is read. Tells how
 * many references a sweep ever had read and not yet handed on.
 */
export async function virtualSlot(references: number) {
  const clock = new TestClock();
  const slot = slotAt("m", START);
  const packs = references / PACK / SHARDS;
  let held = 0;
  let cursor: object = { next: slot.number };
  const due = Array.from(
    { length: PACK },
    (_, i): Reference => ({
      ...{ kind: "run", contact: `c_${i}`, sequence: "rush", entryKey: "-" },
      at: START,
    }),
  );
  const { data } = packRow({ slot, references: due });
  const counted = { mostHeld: 0, sweep: async () => (await sweep(world, "m")).handedOn };
  const query = async (
    _: string,
    pk: string,
    __: object,
    options: { after?: string; limit?: number },
  ) => {
    const shard = Array.from({ length: SHARDS }, (_, n) => n).find((n) => pk === slotPk(slot, n));
    if (shard === undefined) return { items: [] };
    const first = options.after === undefined ? 0 : Number(options.after) + 1;
    const count = Math.min(options.limit ?? 1_000, packs - first);
    const items = Array.from({ length: count }, () => ({ data }));
    held += count * PACK;
    counted.mostHeld = Math.max(counted.mostHeld, held);
    const last = first + count - 1;
    return { items, ...(last < packs - 1 && { cursor: String(last) }) } as Page<never>;
  };
  const world = {
    clock,
    table: {
      get: async () => ({ data: cursor, version: 1 }),
      query,
      write: async ([{ data }]: [{ data: object }]) => {
        cursor = data;
      },
    },
    queue: {
      send: async (_: string, messages: { body: { due: Reference[] } }[]) => {
        for (const { body } of messages) held -= body.due.length;
      },
    },
  } as unknown as SweepWorld;
  return counted;
}
