import { listContacts } from "#shared/audience/profiles/index.ts";
import { listSegmentMembers, type SegmentMember } from "#shared/audience/segments/index.ts";
import { readHistoryWindow } from "#shared/automation/enrollments/index.ts";
import { defineBulk, LIST_SHARDS } from "#shared/bulk/index.ts";
import { deadline } from "#shared/insight/simulation/index.ts";
import { readLiveDefinitions } from "#shared/platform/live-definitions/index.ts";
import type { Clock } from "#shared/ports/clock.ts";
import type { TableReader } from "#shared/ports/table.ts";
import { type BacktestInput, makeReplayConfig, windowOf } from "./replay-config.ts";
import { replayContact } from "./replay-contact.ts";
import { report } from "./report.ts";
import { addTotals, emptyTotals, type Totals } from "./totals.ts";

type World = { table: TableReader<"people" | "library" | "index">; clock: Clock };

/** Limits of a page in contacts and time: other work runs between pages. */
const PAGE = 100;
const PAGE_MS = 250;
/** The time limit per contact. */
const CONTACT_MS = 1_000;
/** Contacts read concurrently. */
const AT_ONCE = 10;
/** Ends a page: with those of the last contact they fit into one row. */
const ENOUGH_LINES_BYTES = 60_000;

/** Replays a sequence over all stored contacts, or those of a segment. Writes only its findings. */
export const backtestJob = defineBulk<World, BacktestInput, Totals>({
  kind: "backtest",
  shards: LIST_SHARDS,
  page: async (world, { input, shard, after, gathered }) => {
    const startedAt = world.clock.monotonicMs();
    const { segment } = input;
    const [{ data: live }, page] = await Promise.all([
      readLiveDefinitions(world),
      segment === undefined
        ? listContacts(world, shard, after, PAGE)
        : listSegmentMembers(world, segment, shard, after, PAGE),
    ]);
    const config = makeReplayConfig(input, live);
    const rows = page.items;
    const totals = emptyTotals();
    let lines = "";
    let bytes = 0;
    let seen = 0;
    const isEnough = () =>
      bytes > ENOUGH_LINES_BYTES || world.clock.monotonicMs() - startedAt > PAGE_MS;
    do {
      const some = rows.slice(seen, seen + AT_ONCE);
      const windows = await Promise.all(
        some.map(({ data }) => readHistoryWindow(world, data.contact, windowOf(config))),
      );
      for (const [i, window] of windows.entries()) {
        const { data } = some[i]!;
        const text = replayContact(
          totals,
          window,
          config,
          deadline(world, CONTACT_MS),
          segment === undefined ? undefined : (data as SegmentMember),
        );
        lines += text;
        bytes += Buffer.byteLength(text);
        seen += 1;
        if (isEnough()) break;
      }
    } while (seen < rows.length && !isEnough());
    const next = seen < rows.length ? rows[seen - 1]!.sk : page.cursor;
    return {
      seen,
      gathered: gathered ? addTotals(gathered, totals) : totals,
      ...(lines !== "" && { chunk: lines }),
      next,
    };
  },
  finish: report,
});
