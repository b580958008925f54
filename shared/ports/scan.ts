import type { Page } from "./table.ts";

/** Whole tables, row by row: for what no key leads to, and seldom, for each row is paid for. */
export interface Scan {
  /**
   * A page of all rows of `due`, in no promised order, also of those that have expired and are not
   * gone yet; rows that are written meanwhile may be left out. `after` is the cursor of the page
   * before.
   * @throws Unavailable when the store does not answer or throttles
   */
  due: <D>(after?: string) => Promise<Page<D>>;
}
