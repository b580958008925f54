import type { Page } from "./table.ts";

/** Scans of whole tables, for what no key leads to; rare, because each row read is paid for. */
export interface Scan {
  /**
   * A page of all rows of `due`, unordered, including expired ones; rows written meanwhile may be
   * missing. `after` is the previous page's cursor.
   * @throws Unavailable when the store does not respond or throttles
   */
  due: <D>(after?: string) => Promise<Page<D>>;
}
