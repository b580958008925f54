import type { Item } from "#shared/ports/table.ts";

/** What stands for a row: a simulated person is in no table. */
export const row = <D>(data: D, version = 1): Item<D> => ({
  table: "people",
  pk: "",
  sk: "",
  v: 1,
  version,
  data,
});
