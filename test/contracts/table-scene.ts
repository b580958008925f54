import type { Clock } from "#shared/ports/clock.ts";
import type { Key, Put, Table } from "#shared/ports/table.ts";

export const NOW = 1_800_000_000_000;

/** A table whose clock stands at `NOW`, and a partition that no other test has written to. */
export type Fresh = ReturnType<typeof freshTables>;

/** `make` gives an adapter on the given clock. */
export function freshTables(make: (clock: Clock) => Promise<Table>) {
  const clock = {
    at: NOW,
    now: () => clock.at,
    realNow: () => clock.at,
    monotonicMs: () => clock.at,
  };
  let partitions = 0;
  return async () => {
    clock.at = NOW;
    partitions += 1;
    const pk = `p${partitions}`;
    const key = (sk: string): Key => ({ table: "people", pk, sk });
    const put = (sk: string, expect: Put["expect"], data: object = { sk }): Put => ({
      put: key(sk),
      v: 1,
      data,
      expect,
    });
    return { table: await make(clock), pk, key, put, clock };
  };
}
