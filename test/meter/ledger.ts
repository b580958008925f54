import { isApart, SERVICE, type Unit, USD_PER_MILLION } from "./prices.ts";

/** What a cost is for. `tick` is what passes every minute, whether contacts wait or not. */
export const CAUSES = ["enter", "mail", "click", "open", "tick"] as const;
export type Cause = (typeof CAUSES)[number];
/** Which parts of a cost are for what; together 1. */
export type Shares = Partial<Record<Cause, number>>;

/** `by` is the function whose work it was, `kind` which row, queue or sort of request. */
export type Charge = {
  unit: Unit;
  quantity: number;
  by: string;
  kind: string;
  shares: Shares;
  /** Size of what was read or written, where it has one. */
  bytes?: number;
};
/** Charges of one sort, summed; `requests` is how many there were. */
export type Entry = Omit<Charge, "shares" | "bytes"> & {
  cause: Cause;
  requests: number;
  bytes: number;
};

/** Adds up what a run costs. */
export class Ledger {
  readonly #entries = new Map<string, Entry>();

  charge({ unit, quantity, by, kind, shares, bytes = 0 }: Charge): void {
    for (const [name, share] of Object.entries(shares)) {
      const cause = name as Cause;
      const key = `${unit} ${by} ${kind} ${cause}`;
      const entry = this.#entries.get(key) ?? newEntry(unit, by, kind, cause);
      entry.quantity += quantity * share;
      entry.requests += share;
      entry.bytes += bytes * share;
      this.#entries.set(key, entry);
    }
  }

  entries(): Entry[] {
    return [...this.#entries.values()];
  }
}

const newEntry = (unit: Unit, by: string, kind: string, cause: Cause): Entry => ({
  unit,
  by,
  kind,
  cause,
  quantity: 0,
  requests: 0,
  bytes: 0,
});

export const usdOf = ({ unit, quantity }: Entry): number =>
  (quantity * USD_PER_MILLION[unit]) / 1_000_000;

/** What all of it costs, without what is priced apart. */
export const totalUsd = (entries: Entry[]): number =>
  entries.reduce((sum, entry) => sum + (isApart(entry.unit) ? 0 : usdOf(entry)), 0);

export const quantityOf = (entries: Entry[], unit: Unit): number =>
  entries.reduce((sum, entry) => sum + (entry.unit === unit ? entry.quantity : 0), 0);

export const serviceOf = ({ unit }: Entry): string => SERVICE[unit];
