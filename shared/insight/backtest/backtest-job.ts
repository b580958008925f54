import { listContacts } from "#shared/audience/profiles/index.ts";
import { listSegmentMembers, type Member } from "#shared/audience/segments/index.ts";
import { readHistoryWindow } from "#shared/automation/enrollments/index.ts";
import { defineBulk, LIST_SHARDS } from "#shared/bulk/index.ts";
import { deadline } from "#shared/insight/simulation/index.ts";
import { readLiveDefinitions } from "#shared/platform/live-definitions/index.ts";
import type { Clock } from "#shared/ports/clock.ts";
import type { TableReader } from "#shared/ports/table.ts";
import { type BacktestInput, makeLens, pastOf } from "./lens.ts";
import { report } from "./report.ts";
import { emptyTally, joinTallies, type Tally } from "./tally.ts";
import { testPerson } from "./test-person.ts";

type World = { table: TableReader<"people" | "library" | "index">; clock: Clock };

/** As many people at most make a page, and as long: other work gets its turn between pages. */
const PAGE = 100;
const PAGE_MS = 250;
/** Of one person: the page can not end before. */
const PERSON_MS = 1_000;
/** So many are read at once. */
const AT_ONCE = 10;
/** So many end a page: with those of the last person they fit into one row. */
const ENOUGH_LINES_BYTES = 60_000;

/** Replays a sequence over the stored contacts, or those of a segment. Writes nothing but its findings. */
export const backtestJob = defineBulk<World, BacktestInput, Tally>({
  kind: "backtest",
  shards: LIST_SHARDS,
  page: async (world, { input, shard, after, gathered }) => {
    const startedAt = world.clock.monotonicMs();
    const { segment } = input;
    const [{ data: switches }, page] = await Promise.all([
      readLiveDefinitions(world),
      segment === undefined
        ? listContacts(world, shard, after, PAGE)
        : listSegmentMembers(world, segment, shard, after, PAGE),
    ]);
    const lens = makeLens(input, switches);
    const rows = page.items;
    const tally = emptyTally();
    let lines = "";
    let seen = 0;
    const isEnough = () =>
      Buffer.byteLength(lines) > ENOUGH_LINES_BYTES ||
      world.clock.monotonicMs() - startedAt > PAGE_MS;
    do {
      const some = rows.slice(seen, seen + AT_ONCE);
      const pasts = await Promise.all(
        some.map(({ data }) => readHistoryWindow(world, data.contact, pastOf(lens))),
      );
      for (const [i, past] of pasts.entries()) {
        const { data } = some[i]!;
        lines += testPerson(
          tally,
          past,
          lens,
          deadline(world, PERSON_MS),
          segment === undefined ? undefined : (data as Member),
        );
        seen += 1;
        if (isEnough()) break;
      }
    } while (seen < rows.length && !isEnough());
    const next = seen < rows.length ? rows[seen - 1]!.sk : page.cursor;
    return {
      seen,
      gathered: gathered ? joinTallies(gathered, tally) : tally,
      ...(lines !== "" && { chunk: lines }),
      next,
    };
  },
  finish: report,
});
