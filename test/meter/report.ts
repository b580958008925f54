import {
  CAUSES,
  type Cause,
  type Entry,
  quantityOf,
  serviceOf,
  totalUsd,
  usdOf,
} from "./ledger.ts";
import { isApart, PRICE_LIST, UNITS, type Unit } from "./prices.ts";
import type { Run } from "./run.ts";

/** Minutes of a month of 30 days: so often the tick runs. */
const TICKS_A_MONTH = 43_200;
/**
 * Of each mapped queue while it is idle: five pollers that wait 20 seconds each (SQS long polling).
 */
const EMPTY_RECEIVES_A_MONTH = 5 * 3 * TICKS_A_MONTH;
const MAPPED_QUEUES = 4;
const MILLION = 1_000_000;

/** The figures of one run; dollars are per million of what they are of. */
export type Figures = ReturnType<typeof figuresOf>;

export function figuresOf({ entries, counts, storedBytes }: Run) {
  const of = (cause: Cause) => entries.filter((entry) => entry.cause === cause);
  const perMillion = (cause: Cause) => (totalUsd(of(cause)) / Math.max(1, counts[cause])) * MILLION;
  const mails = of("mail");
  const perMail = Object.fromEntries(
    UNITS.map((unit) => [unit, quantityOf(mails, unit) / counts.mail]),
  ) as Record<Unit, number>;
  const bus = entries.filter((entry) => isApart(entry.unit) && entry.cause === "mail");
  const withoutTicks = entries.filter(({ cause }) => cause !== "tick");
  const polls = MAPPED_QUEUES * EMPTY_RECEIVES_A_MONTH;
  return {
    mail: perMillion("mail"),
    perMail,
    event: perMillion("enter"),
    click: perMillion("click"),
    open: perMillion("open"),
    /** Our own events on the user's bus, a million mails. */
    bus: (sum(bus.map(usdOf)) / counts.mail) * MILLION,
    /** Everything that these people cost, by the mails that they got. */
    allIn: (totalUsd(withoutTicks) / counts.mail) * MILLION,
    idleMonth: (perMillion("tick") / MILLION) * TICKS_A_MONTH,
    polls,
    storedBytesPerPerson: storedBytes / counts.enter,
  };
}

const sum = (numbers: number[]) => numbers.reduce((total, one) => total + one, 0);
const usd = (value: number) => `$${value.toFixed(3)}`;

/**
 * A table of what one sort of thing costs, the dearest first: dollars, units and requests, each per
 * one of it.
 */
export function describe(entries: Entry[], cause: Cause, count: number): string[] {
  const mine = entries.filter((entry) => entry.cause === cause);
  const total = totalUsd(mine);
  const group = (nameOf: (entry: Entry) => string) =>
    [...Map.groupBy(mine, nameOf)]
      .map(([name, some]) => ({ name, cost: totalUsd(some) }))
      .toSorted((a, b) => b.cost - a.cost)
      .map(({ name, cost }) => `${name} ${usd((cost / count) * MILLION)}`)
      .join(" · ");
  const rows = mine
    .filter((entry) => !isApart(entry.unit))
    .toSorted((a, b) => usdOf(b) - usdOf(a))
    .map((entry) => {
      const { unit, by, kind, quantity, requests, bytes } = entry;
      const cells = [
        usd((usdOf(entry) / count) * MILLION).padStart(8),
        `${((100 * usdOf(entry)) / total).toFixed(1)}%`.padStart(6),
        `${(quantity / count).toFixed(3)} ${unit}`.padEnd(22),
        `${(requests / count).toFixed(3)} times`.padEnd(13),
        `${by}: ${kind}`.padEnd(34),
        sizeOf(unit, bytes / requests),
      ];
      return `  ${cells.join("  ")}`;
    });
  return [
    `${NAMES[cause]}: ${usd((total / count) * MILLION)} a million`,
    `  by service   ${group(serviceOf)}`,
    `  by function  ${group(({ by }) => by)}`,
    ...rows,
  ];
}

const NAMES: Record<Cause, string> = {
  mail: "a sequence mail",
  enter: "an entering event",
  click: "a click",
  open: "an open",
  tick: "a minute's tick",
};

const sizeOf = (unit: Unit, mean: number) => {
  if (mean === 0) return "";
  return unit === "gbSeconds" ? `${mean.toFixed(0)} ms` : `${mean.toFixed(0)} bytes`;
};

/** All of a run for people. */
export function describeRun({ entries, counts, failures }: Run, figures: Figures): string[] {
  const { bus, allIn, idleMonth, polls, storedBytesPerPerson } = figures;
  const parts = CAUSES.toSorted((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b));
  return [
    ...parts.flatMap((cause) =>
      counts[cause] > 0 ? ["", ...describe(entries, cause, counts[cause])] : [],
    ),
    "",
    `all of it, by mail: ${usd(allIn)} a million; our own events on the bus, apart, if asked for: ${usd(bus)} a million mails`,
    `a month of ticks: ${usd(idleMonth)}; empty polls of an idle month: ${(polls / MILLION).toFixed(1)} million`,
    `rows kept a person: ${(storedBytesPerPerson / 1024).toFixed(1)} KB; messages that came back: ${failures}`,
  ];
}

const ORDER: Cause[] = ["mail", "enter", "click", "open", "tick"];

/** The last line: what a program reads. */
export function summarize(headline: Run, figures: Figures, shapes: Record<string, number>): object {
  const round = (value: number) => Number(value.toPrecision(4));
  return {
    usd_per_million_beside_ses: round(figures.mail),
    per_mail: Object.fromEntries(
      Object.entries(figures.perMail).map(([unit, value]) => [unit, round(value)]),
    ),
    per_event_usd_per_million: round(figures.event),
    per_click_usd_per_million: round(figures.click),
    per_open_usd_per_million: round(figures.open),
    bus_usd_per_million_mails: round(figures.bus),
    all_in_usd_per_million_mails: round(figures.allIn),
    usd_per_month_of_ticks: round(figures.idleMonth),
    by_shape: Object.fromEntries(
      Object.entries(shapes).map(([name, value]) => [name, round(value)]),
    ),
    prices: PRICE_LIST,
    people: headline.counts.enter,
    mails: headline.counts.mail,
  };
}
