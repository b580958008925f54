import { chunksOf } from "#shared/kernel/chunks.ts";
import type { Reference } from "#shared/queue/index.ts";
import { pickSlot, type Slot } from "./slot.ts";

/** References that share a slot: one row of one or two kilobytes instead of one row each. */
export type Pack = { slot: Slot; references: Reference[] };

const PACK_SIZE = 25;

/** The packs that make the references due in time, each in a slot that can still be written safely. */
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
