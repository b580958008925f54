import { WORKSPACE } from "#shared/kernel/ids.ts";
import { DAY_MS } from "#shared/kernel/time.ts";
import type { Item, Key, Table } from "#shared/ports/table.ts";
import type { Reply } from "./route.ts";

/** A keyed request: `at` is when it first came, `startedAt` when it was last begun (epoch milliseconds). */
export type KeyedRequest = {
  bodyHash: string;
  at: number;
  startedAt: number;
  answer?: { reply: Reply } | { lost: string };
};

type Store = { table: Table<"index", "index"> };

const KEEP_MS = DAY_MS;

const keyOf = (digest: string): Key<"index"> => ({
  table: "index",
  pk: `${WORKSPACE}#idem#${digest}`,
  sk: "-",
});

export const readKeyed = (
  { table }: Store,
  digest: string,
): Promise<Item<KeyedRequest> | undefined> =>
  table.get<KeyedRequest>(keyOf(digest), { consistent: true });

/** @throws Conflict when it is not at the expected version any more */
export const writeKeyed = (
  { table }: Store,
  digest: string,
  data: KeyedRequest,
  expect: number | "absent",
): Promise<void> =>
  table.write([{ put: keyOf(digest), v: 1, data, expect, expiresAt: data.at + KEEP_MS }]);
