import type { EventRow } from "#shared/audience/events/index.ts";
import { comparePositions, readHistoryRows } from "#shared/audience/events/index.ts";
import { contactPk, LAST, readContactRows } from "#shared/audience/partition/index.ts";
import type { Profile } from "#shared/audience/profiles/index.ts";
import { newestFirst, oldestFirst } from "#shared/kernel/ids.ts";
import { MAX_EVENTS_READ } from "#shared/kernel/retention.ts";
import type { Message } from "#shared/messaging/messages/index.ts";
import type { TableReader } from "#shared/ports/table.ts";
import { readEndedRuns } from "./ended-run-store.ts";
import type { Enrollment } from "./enrollment.ts";

/** What is stored of a person about a stretch of time. */
export type HistoryWindow = {
  profile?: Profile;
  enrollments: Enrollment[];
  /** The mails that were decided since it began, the newest first. */
  messages: Message[];
  /** What they did in it under the names that were asked for, the oldest first. */
  events: EventRow[];
  /**
   * When the first of all events in it happened, whatever its name, if that was before they were
   * made.
   */
  firstAt?: number;
  /** Whether there was more than is read of one person. */
  cut: boolean;
};

/** As many rows besides events as are read of one person. */
export const MAX_WINDOW_ROWS = 1_000;
type Reads = { table: TableReader<"people"> };

/**
 * A person between two instants (epoch milliseconds, inclusive), as it was a moment ago; of what
 * they did, only the events of these names are read, and at most {@link MAX_EVENTS_READ} of each.
 */
export async function readHistoryWindow(
  world: Reads,
  contact: string,
  { from, until, names }: { from: number; until: number; names: Iterable<string> },
): Promise<HistoryWindow> {
  const wanted = new Map([...names].map((name) => [name, { from, data: true }]));
  const [rows, history, firstAt] = await Promise.all([
    readContactRows(world, contact, wholeRange(from), { limit: MAX_WINDOW_ROWS }),
    readHistoryRows(world, contact, wanted),
    readFirstAt(world, contact, from, until),
  ]);
  const cut =
    rows.length >= MAX_WINDOW_ROWS ||
    [...history.values()].some((list) => list.length >= MAX_EVENTS_READ);
  const events = [...history]
    .flatMap(([name, list]) =>
      list.map(({ data = {}, ...row }): EventRow => ({ name, data, ...row })),
    )
    .filter(({ at }) => at <= until)
    .sort(comparePositions);
  const past: HistoryWindow = { enrollments: [], messages: [], events, cut };
  const first = Math.min(firstAt ?? until, events[0]?.at ?? until);
  if (first < until) past.firstAt = first;
  for (const { sk, data } of rows) {
    if (sk === "a") past.profile = data as Profile;
    else if (sk.startsWith("b#")) past.enrollments.push(data as Enrollment);
    else past.messages.push(data as Message);
  }
  const { length } = past.enrollments;
  const ended = await readEndedRuns(world, contact, length);
  past.enrollments.push(...ended.filter(({ endedAt = from }) => endedAt >= from));
  return past;
}

/** The profile, the enrollments, and the mails that were decided since. */
const wholeRange = (since: number) => ({ from: "a", to: `c#${newestFirst(since - 1)}` });

async function readFirstAt({ table }: Reads, contact: string, from: number, until: number) {
  const range = { from: `e#${oldestFirst(from)}`, to: `e#${oldestFirst(until)}#${LAST}` };
  const page = await table.query<EventRow>("people", contactPk(contact), range, { limit: 1 });
  return page.items[0]?.data.at;
}
