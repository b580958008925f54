import { expect, test } from "vitest";
import {
  deleteListed,
  deleteStays,
  estimateLength,
  LIST_SHARDS,
  listShard,
  pageOverShards,
  putListed,
  type ShardPosition,
} from "#shared/bulk/index.ts";
import { shardsOf } from "#shared/kernel/shards.ts";
import { makeWorld } from "#test/support/world.ts";

const CONTACTS = Array.from({ length: 200 }, (_, i) => `c_${i}`);

async function listAll(world: ReturnType<typeof makeWorld>["world"], list: string, limit: number) {
  const found: string[] = [];
  let place: ShardPosition | undefined;
  do {
    const page = await pageOverShards({ limit, place }, (shard, after, room) =>
      listShard(world, list, shard, after, room),
    );
    found.push(...page.items.map(({ sk }) => sk));
    place = page.next;
  } while (place);
  return found;
}

test("a list is paged over its shards in one order, each row once, however long a page is", async () => {
  const { world } = makeWorld();
  for (const list of ["seg#a", "seg#b"]) {
    for (const contact of CONTACTS) await world.table.write([putListed(list, { contact }, 1)]);
  }
  const inOne = await listAll(world, "seg#a", 1_000);
  expect(inOne.toSorted()).toEqual(CONTACTS.map((contact) => `${contact}#1`).toSorted());
  for (const limit of [1, 7, 200]) expect(await listAll(world, "seg#a", limit)).toEqual(inOne);
});

test("a contact is in the same shard of every list, and its stays are told apart", async () => {
  const { world } = makeWorld();
  const [ada = "", bob = ""] = CONTACTS;
  await world.table.write([
    putListed("seg#a", { contact: ada }, 1),
    putListed("seg#a", { contact: ada }, 2),
    putListed("seq#b", { contact: ada }, "run"),
    putListed("seg#a", { contact: bob }, 1),
  ]);
  const shardOf = async (list: string) => {
    const pages = await Promise.all(
      shardsOf(LIST_SHARDS).map((shard) => listShard(world, list, shard)),
    );
    return pages.findIndex(({ items }) => items.some(({ data }) => data.contact === ada));
  };
  expect(await shardOf("seg#a")).toBe(await shardOf("seq#b"));
  await world.table.write([deleteListed("seg#a", ada, 1)]);
  expect((await listAll(world, "seg#a", 10)).toSorted()).toEqual(
    [`${ada}#2`, `${bob}#1`].toSorted(),
  );
  await deleteStays(world, "seg#a", ada);
  expect(await listAll(world, "seg#a", 10)).toEqual([`${bob}#1`]);
});

test("the length of a list is estimated by one of its shards", async () => {
  const { world } = makeWorld();
  expect(await estimateLength(world, "list")).toBe(0);
  for (const contact of CONTACTS) await world.table.write([putListed("list", { contact }, 1)]);
  const { items } = await listShard(world, "list", 0);
  expect(await estimateLength(world, "list")).toBe(items.length * LIST_SHARDS);
});
