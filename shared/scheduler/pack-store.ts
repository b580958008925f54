import { createHash } from "node:crypto";
import { DAY_MS, SECOND_MS } from "#shared/kernel/time.ts";
import type { Put } from "#shared/ports/table.ts";
import type { Reference } from "#shared/queue/index.ts";
import type { Pack } from "./pack.ts";
import { writeReference } from "./saved-reference.ts";
import { SHARDS, type Slot, slotPk, slotStart } from "./slot.ts";

/** Longer than any outage that a sweep should survive. */
const KEEP_MS = 45 * DAY_MS;

/**
 * The immutable row of a pack. Its key is derived from its content, so writing it again changes
 * nothing; it begins with the second within the slot of its earliest reference, so pages come
 * roughly in that order.
 */
export function packRow({ slot, references }: Pack): Put<"due"> {
  const saved = references.map(writeReference);
  const hash = createHash("sha256").update(JSON.stringify(saved)).digest();
  return {
    put: {
      table: "due",
      pk: slotPk(slot, hash[0]! % SHARDS),
      sk: `${secondIn(slot, references)}${hash.toString("base64url").slice(0, 22)}`,
    },
    // Version 1 held objects; both can be read.
    v: 2,
    data: { references: saved },
    expiresAt: slotStart(slot) + KEEP_MS,
    expect: "any",
  };
}

function secondIn(slot: Slot, references: Reference[]): string {
  const earliest = Math.min(...references.map(({ at }) => at));
  const second = Math.max(0, Math.floor((earliest - slotStart(slot)) / SECOND_MS));
  return String(second).padStart(3, "0");
}
