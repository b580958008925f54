import { WORKSPACE } from "#shared/kernel/ids.ts";
import { untilNoConflict } from "#shared/kernel/retry.ts";
import { DAY_MS } from "#shared/kernel/time.ts";
import type { Item, Key, Table } from "#shared/ports/table.ts";

/**
 * A request with an `Idempotency-Key`. `at`: when it first came, `startedAt`: when it last started
 * (epoch milliseconds). `lost`: why its answer cannot be repeated.
 */
export type IdempotentRequest<Reply extends object = object> = {
  bodyHash: string;
  at: number;
  startedAt: number;
  answer?: { reply: Reply } | { lost: string };
};

type Store = { table: Table<"index", "index"> };

const KEEP_MS = DAY_MS;

/** When an idempotent request expires. */
export const idempotentUntil = ({ at }: Pick<IdempotentRequest, "at">): number => at + KEEP_MS;

const keyOf = (digest: string): Key<"index"> => ({
  table: "index",
  pk: `${WORKSPACE}#idem#${digest}`,
  sk: "-",
});

export const readIdempotent = <Reply extends object>(
  { table }: Store,
  digest: string,
): Promise<Item<IdempotentRequest<Reply>> | undefined> =>
  table.get<IdempotentRequest<Reply>>(keyOf(digest), { consistent: true });

/** @throws Conflict when it is no longer at the expected version */
export const writeIdempotent = (
  { table }: Store,
  digest: string,
  data: IdempotentRequest,
  expect: number | "absent",
): Promise<void> =>
  table.write([{ put: keyOf(digest), v: 1, data, expect, expiresAt: idempotentUntil(data) }]);

/** Removes the answer of a request that names an erased contact; the request stays done. */
export const forgetAnswer = (world: Store, digest: string): Promise<void> =>
  untilNoConflict(async () => {
    const item = await readIdempotent(world, digest);
    if (!item) {
      // Expired, and possibly not deleted yet.
      return world.table.write([{ delete: keyOf(digest), expect: "any" }]);
    }
    const answer = { lost: "this was done; its answer named a contact that was erased since" };
    // Also drop the body's hash: the body may have been little more than an address.
    await writeIdempotent(world, digest, { ...item.data, bodyHash: "", answer }, item.version);
  });
