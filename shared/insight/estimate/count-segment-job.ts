import { type Condition, evaluate, readsOf } from "#shared/audience/conditions/index.ts";
import { listContacts } from "#shared/audience/profiles/index.ts";
import { defineBulk, LIST_SHARDS } from "#shared/bulk/index.ts";
import { readLiveDefinitions } from "#shared/platform/live-definitions/index.ts";
import type { TableReader } from "#shared/ports/table.ts";
import { readSampled } from "./read-sampled.ts";

type World = { table: TableReader<"people" | "index" | "library"> };
type Totals = { matches: number; contacts: number };

/** A page of contacts takes a second where a condition reads long histories. */
const PAGE = 100;

/** Counts the contacts that a condition fits. */
export const countSegmentJob = defineBulk<World, { condition: Condition }, Totals>({
  kind: "count",
  shards: LIST_SHARDS,
  page: async (world, { input: { condition }, shard, after, gathered, now }) => {
    const before = gathered ?? { matches: 0, contacts: 0 };
    const { data: live } = await readLiveDefinitions(world);
    const { items, cursor } = await listContacts(world, shard, after, PAGE);
    const ids = items.map(({ data }) => data.contact);
    const found = await readSampled(world, ids, { reads: readsOf(condition), live, now });
    const matches = found.filter(({ facts }) => evaluate(condition, facts, now).matches).length;
    return {
      seen: items.length,
      next: cursor,
      gathered: {
        matches: before.matches + matches,
        contacts: before.contacts + found.length,
      },
    };
  },
  finish: (parts) => ({
    matches: parts.reduce((sum, { matches }) => sum + matches, 0),
    contacts: parts.reduce((sum, { contacts }) => sum + contacts, 0),
  }),
});
