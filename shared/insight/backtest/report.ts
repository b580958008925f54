import { MAX_WINDOW_ROWS } from "#shared/automation/enrollments/index.ts";
import { MAX_EVENTS_READ } from "#shared/kernel/retention.ts";
import { DAY_MS, iso } from "#shared/kernel/time.ts";
import { costOf } from "./cost.ts";
import { MAX_LINES_BYTES } from "./lines.ts";
import type { BacktestInput } from "./replay-config.ts";
import { addTotals, emptyTotals, type Totals } from "./totals.ts";

/** The result of a backtest from the totals of its shards. */
export function report(shards: Totals[], input: BacktestInput): object {
  const all = shards.reduce(addTotals, emptyTotals());
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
  "Attributes and subscription are those of today, except for changes in that time that a live sequence or segment used.",
  "A mail that was never sent is not opened or clicked: a step that waits for that times out.",
  "Requests count as accepted; contacts enter and leave segments as they really did.",
  "Mails leave at once: the provider's rate, and mails that other sequences would have sent, are left out.",
  "A mail counts for the day by the workspace's time zone, for a week by the contact's; weeks without mail are not counted.",
];

function notesOf({ cut, unfinished, linesLeftOut }: Totals): string[] {
  const notes: string[] = [];
  if (cut > 0) {
    notes.push(
      `More is stored about ${cut} contacts than was read: the newest ${MAX_WINDOW_ROWS} mails, and ${MAX_EVENTS_READ} events of a name.`,
    );
  }
  if (unfinished > 0)
    notes.push(`${unfinished} contacts had more events than a replay follows to its end.`);
  if (linesLeftOut > 0)
    notes.push(
      `${linesLeftOut} lines are not in the CSV: for one contact it holds at most ${MAX_LINES_BYTES / 1_000} KB.`,
    );
  return notes;
}
