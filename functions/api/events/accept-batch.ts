import { acceptEvents, type OnConflict } from "#shared/audience/intake/index.ts";
import { publicId } from "#shared/audience/profiles/index.ts";
import type { Idempotency } from "#shared/http/index.ts";
import type { ApiWorld } from "../world.ts";
import type { Incoming } from "./incoming.ts";

type Options = {
  onConflict?: OnConflict;
  backfill?: boolean | undefined;
  idempotency?: Idempotency | undefined;
};
type Accepted = {
  accepted: number;
  duplicates: number;
  ids: (string | null)[];
  skipped?: { index: number; reason: string }[];
  merged?: { index: number; contactId: string }[];
};

/** Accepts a batch of events ({@link acceptEvents}) and returns the answer. */
export async function acceptBatch(
  world: ApiWorld,
  events: Incoming[],
  { idempotency: call, onConflict, backfill }: Options = {},
): Promise<Accepted> {
  const incoming = events.map(({ at, ...event }) => ({
    ...event,
    ...(at !== undefined && { at: Date.parse(at) }),
  }));
  const pathOf = (index: number, field: string) => `/events/${index}/${field}`;
  const options = { pathOf, onConflict, backfill, call };
  const { ids, accepted, duplicates, skipped } = await acceptEvents(world, incoming, options);
  const merged = accepted.filter(({ isMerged }) => isMerged);
  // The answer holds their ids: caller-given ids may contain personal data.
  call?.names([...merged, ...accepted.filter((one) => one.hasOwnId)].map((one) => one.contact.id));
  return {
    accepted: accepted.length - duplicates,
    duplicates,
    ids: ids.map((id, index) => (skipped.has(index) ? null : id)),
    ...(onConflict === "skip" && {
      skipped: [...skipped]
        .map(([index, reason]) => ({ index, reason }))
        .sort((a, b) => a.index - b.index),
    }),
    ...(onConflict === "merge" && {
      merged: merged.map(({ index, contact }) => ({ index, contactId: publicId(contact) })),
    }),
  };
}
