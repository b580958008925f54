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

/** What is stored of a contact in a period. */
export type HistoryWindow = {
  profile?: Profile;
  enrollments: Enrollment[];
  /** Mails decided since its start, newest first. */
  messages: Message[];
  /** Its events with the requested names, oldest first. */
  events: EventRow[];
  /** When its first event of any name happened, if before the contact was created. */
  firstAt?: number;
  /** Whether a limit cut it short. */
  cut: boolean;
};

/** The most rows read of one contact, besides events. */
export const MAX_WINDOW_ROWS = 1_000;
type Reads = { table: TableReader<"people"> };

/**
 * A contact between two instants (epoch milliseconds, inclusive), eventually consistent; only
 * events of these names, at most {@link MAX_EVENTS_READ} of each.
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
  const window: HistoryWindow = { enrollments: [], messages: [], events, cut };
  const first = Math.min(firstAt ?? until, events[0]?.at ?? until);
  if (first < until) window.firstAt = first;
  for (const { sk, data } of rows) {
    if (sk === "a") window.profile = data as Profile;
    else if (sk.startsWith("b#")) window.enrollments.push(data as Enrollment);
    else window.messages.push(data as Message);
  }
  const { length } = window.enrollments;
  const ended = await readEndedRuns(world, contact, length);
  const inWindow = ended.map(({ data }) => data).filter(({ endedAt = from }) => endedAt >= from);
  window.enrollments.push(...inWindow);
  return window;
}

/** The profile, the enrollments, and the mails decided since. */
const wholeRange = (since: number) => ({ from: "a", to: `c#${newestFirst(since - 1)}` });

async function readFirstAt({ table }: Reads, contact: string, from: number, until: number) {
  const range = { from: `e#${oldestFirst(from)}`, to: `e#${oldestFirst(until)}#${LAST}` };
  const page = await table.query<EventRow>("people", contactPk(contact), range, { limit: 1 });
  return page.items[0]?.data.at;
}
