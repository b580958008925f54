import type { Item } from "#shared/ports/table.ts";

/** Wraps data as a table row: a simulated contact is in no table. */
export const row = <D>(data: D, version = 1): Item<D> => ({
  table: "people",
  pk: "",
  sk: "",
  v: 1,
  version,
  data,
});
