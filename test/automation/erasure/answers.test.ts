import { expect, test } from "vitest";
import { putContact } from "#shared/audience/contacts/index.ts";
import { deleteContact } from "#shared/automation/erasure/index.ts";
import { putResponsePointer } from "#shared/automation/requests/index.ts";
import { readIdempotent, writeIdempotent } from "#shared/platform/idempotency/index.ts";
import { makeWorld, START } from "#test/support/world.ts";

const COUNT = 250;
const UNTIL = START + 86_400_000;

/** A contact whom so many kept answers name. */
async function makeNamed() {
  const { world } = makeWorld();
  const { id } = await putContact(world, "ada", { email: "ada@x.org" });
  const digests = Array.from({ length: COUNT }, (_, i) => `d${i}`);
  const row = { bodyHash: "h", at: START, startedAt: START, answer: { reply: {} } };
  await Promise.all(
    digests.map(async (digest) => {
      await world.table.write([putResponsePointer(id, digest, UNTIL)]);
      await writeIdempotent(world, digest, row, "absent");
    }),
  );
  const kept = async () =>
    (await Promise.all(digests.map((digest) => readIdempotent(world, digest)))).filter(
      (item) => item?.data.answer && "reply" in item.data.answer,
    ).length;
  /** The world, told of each answer that is forgotten: it may throw. */
  const watched = (onForget: (underWay: number) => void) => {
    let underWay = 0;
    const write: typeof world.table.write = async (writes, ...rest) => {
      const isAnswer = writes.some((one) => "put" in one && one.put.pk.includes("#idem#"));
      if (!isAnswer) return world.table.write(writes, ...rest);
      underWay += 1;
      try {
        onForget(underWay);
        await world.table.write(writes, ...rest);
      } finally {
        underWay -= 1;
      }
    };
    const table = Object.assign(Object.create(world.table), { write });
    return { ...world, table } as typeof world;
  };
  return { kept, watched };
}

test("the answers that name a contact are forgotten some at once", async () => {
  const { kept, watched } = await makeNamed();
  let most = 0;
  const world = watched((underWay) => {
    most = Math.max(most, underWay);
  });
  await deleteContact(world, "ada");
  expect([most, await kept()]).toEqual([25, 0]);
});

test("an erasure that had no time for all of them goes on where it was when it is repeated", async () => {
  const { kept, watched } = await makeNamed();
  let done = 0;
  let limit = 120;
  const world = watched(() => {
    if (done === limit) throw new Error("out of time");
    done += 1;
  });
  await expect(deleteContact(world, "ada")).rejects.toThrow("out of time");
  limit = Number.POSITIVE_INFINITY;
  done = 0;
  await deleteContact(world, "ada");
  // The hundred that were done with are not done again.
  expect([done, await kept()]).toEqual([COUNT - 100, 0]);
});
