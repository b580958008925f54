import { describe } from "vitest";
import type { Clock } from "#shared/ports/clock.ts";
import type { Table } from "#shared/ports/table.ts";
import { tableLimits } from "./table-limits.contract.ts";
import { tableQueries } from "./table-queries.contract.ts";
import { freshTables } from "./table-scene.ts";
import { tableWrites } from "./table-writes.contract.ts";

/** What every `Table` must do. `make` gives an adapter on the given clock. */
export function tableContract(name: string, make: (clock: Clock) => Promise<Table>) {
  const fresh = freshTables(make);
  describe(`the table on ${name}`, () => {
    tableWrites(fresh);
    tableQueries(fresh);
    tableLimits(fresh);
  });
}
