import { MAX_PAST_ROWS } from "#shared/automation/enrollments/index.ts";
import { MAX_EVENTS_READ } from "#shared/kernel/retention.ts";
import { DAY_MS, iso } from "#shared/kernel/time.ts";
import { costOf } from "./cost.ts";
import type { BacktestInput } from "./lens.ts";
import { MAX_LINES_BYTES } from "./lines.ts";
import { emptyTally, joinTallies, type Tally } from "./tally.ts";

/** The result of a backtest, of what all its shards have found. */
export function report(tallies: Tally[], input: BacktestInput): object {
  const all = tallies.reduce(joinTallies, emptyTally());
  const { cut, unfinished, linesLeftOut, days, overlap, examples, ...counts } = all;
  const { sequence, version, from, until, segment } = input;
  const [busiest] = Object.entries(days).toSorted(([, a], [, b]) => b - a);
  return {
    sequence,
    version: version === 0 ? "draft" : version,
    from: iso(from),
    until: iso(until),
    ...(segment !== undefined && { segment }),
    ...counts,
    volume: {
      perDay: round(all.mails / Math.max((until - from) / DAY_MS, 1)),
      busiest: busiest ? { day: busiest[0], mails: busiest[1] } : null,
      days: Object.fromEntries(Object.entries(days).toSorted(([a], [b]) => a.localeCompare(b))),
    },
    overlap: Object.entries(overlap)
      .map(([id, one]) => ({ sequence: id, ...one }))
      .toSorted((a, b) => b.people - a.people),
    cost: costOf(all.mails),
    examples: examples.map(({ contact, enteredAt, mails }) => ({
      contact,
      enteredAt: iso(enteredAt),
      mails: mails.map((mail) => ({ ...mail, at: iso(mail.at) })),
    })),
    notes: [...NOTES, ...notesOf(all)],
  };
}

const round = (value: number) => Math.round(value * 10) / 10;

const NOTES = [
  "Attributes and subscription are those of today, but for changes in that time that a live sequence or segment listened to.",
  "Nobody opens or clicks a mail that was never sent: what waits for that times out.",
  "Requests are taken as answered; segments are those that people really came into and left.",
  "Mails go at once: the pace of the provider, and mails that other sequences would have sent, are left out.",
  "A mail counts for the day by the workspace's time zone, for a week by the person's; weeks without mail are not counted.",
];

function notesOf({ cut, unfinished, linesLeftOut }: Tally): string[] {
  const notes: string[] = [];
  if (cut > 0) {
    notes.push(
      `More is stored of ${cut} people than was read: the newest ${MAX_PAST_ROWS} mails, and ${MAX_EVENTS_READ} events of a name.`,
    );
  }
  if (unfinished > 0)
    notes.push(`${unfinished} people had too eventful a time to be followed to its end.`);
  if (linesLeftOut > 0)
    notes.push(
      `${linesLeftOut} lines are not in the CSV: of one person it holds ${MAX_LINES_BYTES / 1_000} KB.`,
    );
  return notes;
}
