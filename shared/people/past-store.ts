import { newestFirst, oldestFirst } from "#shared/kernel/ids.ts";
import type { Range, TableReader } from "#shared/ports/table.ts";
import type { Enrollment } from "./enrollment.ts";
import type { EventRow } from "./history.ts";
import type { Message } from "./message.ts";
import { personPk } from "./person-store.ts";
import type { Profile } from "./profile.ts";

/** What is stored of a person about a stretch of time. */
export type Past = {
  profile?: Profile;
  enrollments: Enrollment[];
  /** The mails that were decided since it began, the newest first. */
  messages: Message[];
  /** What they did in it, the oldest first. */
  events: EventRow[];
  /** Whether there was more than is read of one person. */
  cut: boolean;
};

/** As many events, and as many other rows, as are read of one person: the newest. */
export const MAX_PAST_ROWS = 1_000;
/** After every id that may follow an instant. */
const LAST = "\u{10ffff}";

type Reads = { table: TableReader<"people"> };

/** A person between two instants (epoch milliseconds, inclusive), as it was a moment ago. */
export async function readPast(
  world: Reads,
  contact: string,
  from: number,
  until: number,
): Promise<Past> {
  const [rows, raw] = await Promise.all([
    readUpTo(world, contact, { from: "a", to: `c#${newestFirst(from - 1)}` }, false),
    readUpTo(
      world,
      contact,
      { from: `e#${oldestFirst(from)}`, to: `e#${oldestFirst(until)}#${LAST}` },
      true,
    ),
  ]);
  const cut = Math.max(rows.length, raw.length) >= MAX_PAST_ROWS;
  const events = raw.map(({ data }) => data as EventRow).reverse();
  const past: Past = { enrollments: [], messages: [], events, cut };
  for (const { sk, data } of rows) {
    if (sk === "a") past.profile = data as Profile;
    else if (sk.startsWith("b#")) past.enrollments.push(data as Enrollment);
    else past.messages.push(data as Message);
  }
  return past;
}

async function readUpTo({ table }: Reads, contact: string, range: Range, reverse: boolean) {
  const rows: { sk: string; data: unknown }[] = [];
  let after: string | undefined;
  do {
    const limit = MAX_PAST_ROWS - rows.length;
    const page = await table.query("people", personPk(contact), range, { reverse, limit, after });
    rows.push(...page.items);
    after = page.cursor;
  } while (after !== undefined && rows.length < MAX_PAST_ROWS);
  return rows;
}
