import { chunksOf } from "#shared/kernel/chunks.ts";
import type { Reference } from "#shared/queue/index.ts";
import { pickSlot, type Slot } from "./slot.ts";

/** References of one slot: one row of a few kilobytes instead of a row each. */
export type Pack = { slot: Slot; references: Reference[] };

const PACK_SIZE = 25;

/** Packs references into slots that can still be written safely and are swept in time. */
export function packReferences(references: Reference[], now: number): Pack[] {
  const slots = new Map<string, Pack>();
  for (const reference of references) {
    const slot = pickSlot(reference.at, now);
    const name = `${slot.wheel}${slot.number}`;
    const pack = slots.get(name);
    if (pack) pack.references.push(reference);
    else slots.set(name, { slot, references: [reference] });
  }
  return [...slots.values()].flatMap(({ slot, references: all }) =>
    chunksOf(all, PACK_SIZE).map((some) => ({ slot, references: some })),
  );
}
