import type { Mail, Pair, Row, State, Worker } from "./state.ts";

const bit = (value: boolean) => (value ? "1" : "0");
const bits = ([a, b]: Pair<boolean>) => bit(a) + bit(b);

const rowKey = ({ status, ahead, noted, out, reason, called }: Row) =>
  out
    ? `${status.slice(0, 4)}out${called}`
    : `${status.slice(0, 4)}${bit(ahead && !noted)}${bit(noted)}${reason.slice(0, 1)}${called}`;

const workerKey = ({ job, mail, next, fresh, holds, plan }: Worker) =>
  job === "idle" ? "" : `${job[0]}${mail}${bit(fresh)}${bit(holds)}${next}:${plan}`;

/** Whatever comes for a mail that is at its end finds nothing to do. */
const isOver = ({ status, out }: Row) =>
  out || status === "sent" || status === "dropped" || status === "refused";

/**
 * The same for two states that differ only in which worker is which, or in what no longer matters.
 */
export function keyOf(state: State): string {
  const [a, b] = state.workers.map(workerKey) as [string, string];
  const { event, run, outbox, rows, deliver, look, accepted, doubt } = state;
  const jobs = (mail: Mail) =>
    isOver(rows[mail]) ? "-" : bit(deliver[mail]) + bit(look[mail]) + bit(doubt[mail]);
  const flags = bits(outbox) + jobs(0) + jobs(1) + bit(state.suppressed);
  const counts = `${accepted[0]}${accepted[1]}${state.crashes}${state.lost}${state.refusals}`;
  return `${event[0]}${run[0]}${flags}${counts}${rowKey(rows[0])}${rowKey(rows[1])}${
    a < b ? `${a}|${b}` : `${b}|${a}`
  }`;
}
