import { estimateContacts } from "#shared/audience/profiles/index.ts";
import { findSegment, readMemberCounts } from "#shared/audience/segments/index.ts";
import { getSequence, getVersion } from "#shared/automation/versions/index.ts";
import { type Job, startJob } from "#shared/bulk/index.ts";
import { InvalidInput } from "#shared/kernel/errors.ts";
import { KEEP_EVENTS_DAYS, KEEP_EVENTS_MS } from "#shared/kernel/retention.ts";
import type { Table } from "#shared/ports/table.ts";
import type { Queue } from "#shared/queue/index.ts";
import { backtestJob } from "./backtest-job.ts";
import type { BacktestInput } from "./replay-config.ts";

type Options = { version?: number; from: number; until: number; segment?: string };
type World = { table: Table<"library" | "index" | "stats", "index">; queue: Queue<"work"> };

/**
 * Starts a backtest of a sequence, by default of its draft. Instants are epoch milliseconds.
 * @throws NotFound for an unknown sequence or version
 * @throws InvalidInput for a period that is not kept, or an unknown segment
 * @throws TooMany while ten jobs run
 */
export async function startBacktest(
  world: World,
  id: string,
  options: Options,
  now: number,
): Promise<Job> {
  const { version, from, until, segment } = options;
  refuseTimes(from, until, now);
  const { data: head } = await getSequence(world, id);
  const definition =
    version === undefined ? head.draft : (await getVersion(world, id, version)).definition;
  if (segment !== undefined) {
    const found = await findSegment(world, segment);
    if (!found || found.data.deletedAt !== undefined) {
      refuse("/segment", `there is no segment "${segment}"`);
    }
  }
  const input: BacktestInput = {
    sequence: id,
    version: version ?? 0,
    definition,
    from,
    until,
    ...(segment !== undefined && { segment }),
    keptFrom: now - KEEP_EVENTS_MS,
  };
  const of = segment === undefined ? await estimateContacts(world) : await countOf(world, segment);
  return startJob(world, { kind: backtestJob, subject: id, input, of }, now);
}

function refuseTimes(from: number, until: number, now: number): void {
  if (from < now - KEEP_EVENTS_MS) {
    refuse("/from", `events are kept for ${KEEP_EVENTS_DAYS} days: choose a later start`);
  }
  if (until > now) refuse("/until", "lies in the future: at most now");
  if (until <= from) refuse("/until", "must come after `from`");
}

function refuse(path: string, message: string): never {
  throw new InvalidInput("the body is not valid", [{ path, message }]);
}

const countOf = async (world: World, segment: string) =>
  (await readMemberCounts(world, [segment]))[0];
