import { expect, test, vi } from "vitest";
import { Definition } from "#shared/automation/language/index.ts";
import {
  archiveSequence,
  publishSequence,
  putDraft,
  resumeSequence,
} from "#shared/automation/versions/index.ts";
import { Conflict, InvalidInput, Unavailable } from "#shared/kernel/errors.ts";
import { HOUR_MS } from "#shared/kernel/time.ts";
import {
  changeLiveDefinitions,
  isListenedTo,
  type LiveSequence,
  readLiveDefinitions,
  setSending,
} from "#shared/platform/live-definitions/index.ts";
import { readSettings, writeSettings } from "#shared/platform/settings/index.ts";
import type { Write } from "#shared/ports/table.ts";
import { makeWorld, START } from "#test/support/world.ts";
import { publishMany } from "./publish-many.ts";

const definition = (event: string) =>
  Definition.parse({
    name: event,
    enter: [{ event }],
    start: "rest",
    steps: { rest: { kind: "wait", for: "P30D", next: null } },
  });

/** A workspace in memory that may publish. */
async function makeWorkspace() {
  const made = makeWorld();
  const from = { name: "Shop", email: "shop@example.com" };
  await writeSettings(made.world, { from, postalAddress: "1 Example Street" });
  return made;
}

const live = (events: string[]): LiveSequence => ({ version: 1, state: "live", events });

/** The rows of what is in force: name, when it expires. */
function rowsOf({ database }: ReturnType<typeof makeWorld>) {
  return database.sql
    .prepare("SELECT sk, expires FROM library WHERE sk LIKE 'switches#%' ORDER BY sk")
    .all()
    .map(({ sk, expires }) => ({ sk: sk as string, expires: expires as number | null }));
}

test("a publish rewrites one part, and the generation before it goes after an hour", async () => {
  const made = await makeWorkspace();
  const { world } = made;
  for (const id of ["a", "b"]) {
    await putDraft(world, id, definition(`event-${id}`), START);
    await publishSequence(world, id, START);
  }
  expect(rowsOf(made).map(({ expires }) => expires)).toEqual([null, null]);
  await publishSequence(world, "a", START + 1);
  const rows = rowsOf(made);
  expect(rows.filter(({ expires }) => expires === null)).toHaveLength(2);
  expect(rows.filter(({ expires }) => expires === START + 1 + HOUR_MS)).toHaveLength(1);
  const { data } = await readLiveDefinitions(world);
  expect(data.sequences.a).toMatchObject({ version: 2, state: "live" });
  expect(isListenedTo(data, "event-b")).toBe(true);
});

test("what has no room in its part is refused, and mail can be stopped all the same", async () => {
  const { world } = await makeWorkspace();
  const sequences = {
    large: live(Array.from({ length: 4_000 }, (_, i) => `${i}`.padEnd(90, "x"))),
  };
  const change = changeLiveDefinitions(
    world,
    await readLiveDefinitions(world),
    { sequences },
    [],
    START,
  );
  await expect(change).rejects.toThrow(InvalidInput);
  await setSending(world, false, START);
  expect((await readLiveDefinitions(world)).data).toEqual({
    sequences: {},
    timeZone: "UTC",
    stoppedAt: START,
  });
});

test("twenty that publish at once, a zone and the kill switch all come in force", async () => {
  const { world } = await makeWorkspace();
  const ids = Array.from({ length: 20 }, (_, i) => `s${i}`);
  for (const id of ids) await putDraft(world, id, definition(id), START);
  await Promise.all([
    ...ids.map((id) => publishSequence(world, id, START)),
    writeSettings(world, { ...(await readSettings(world)), timeZone: "Europe/Berlin" }),
    setSending(world, false, START),
  ]);
  const { data } = await readLiveDefinitions(world);
  expect(Object.keys(data.sequences).toSorted()).toEqual(ids.toSorted());
  expect(data).toMatchObject({ timeZone: "Europe/Berlin", stoppedAt: START });
});

test("two that change one sequence at once: one wins, and the other is told", async () => {
  const { world } = await makeWorkspace();
  await putDraft(world, "a", definition("a"), START);
  const both = await Promise.allSettled([
    publishSequence(world, "a", START),
    publishSequence(world, "a", START),
  ]);
  const lost = both.filter((one) => one.status === "rejected");
  expect(lost.map(({ reason }) => reason)).toEqual([expect.any(Conflict)]);
  expect((await readLiveDefinitions(world)).data.sequences.a?.version).toBe(1);
});

test("a publish that dies between its writes changed nothing, and the next one succeeds", async () => {
  const made = await makeWorkspace();
  const { world, table } = made;
  await putDraft(world, "a", definition("a"), START);
  await publishSequence(world, "a", START);
  const before = await readLiveDefinitions(world);
  const write = vi.spyOn(table, "write").mockRejectedValue(new Unavailable("died"));
  await expect(publishSequence(world, "a", START + 1)).rejects.toThrow(Unavailable);
  write.mockRestore();
  expect(await readLiveDefinitions(world)).toEqual(before);
  // What it left behind goes by itself.
  expect(rowsOf(made).filter(({ expires }) => expires !== null)).toHaveLength(1);
  expect((await publishSequence(world, "a", START + 1)).version).toBe(2);
  expect(rowsOf(made).filter(({ expires }) => expires === null)).toHaveLength(1);
});

test("a reader of the live row finds all its parts: new parts are written first", async () => {
  const { world, table } = await makeWorkspace();
  await putDraft(world, "a", definition("a"), START);
  const reads: object[] = [];
  const write = table.write;
  vi.spyOn(table, "write").mockImplementation(async (writes: Write[], writer) => {
    // As a store may show it that commits the rows of one write one after the other.
    const row = writes.find((one) => "put" in one && one.put.sk === "switches");
    if (row && "put" in row) {
      const { parts } = row.data as { parts: Record<string, string> };
      for (const [part, generation] of Object.entries(parts)) {
        const sk = `switches#${part}#${generation}`;
        reads.push((await table.get({ table: "library", pk: row.put.pk, sk }))!.data as object);
      }
    }
    return write(writes, writer);
  });
  await publishSequence(world, "a", START);
  expect(reads).toEqual([{ a: expect.objectContaining({ version: 1 }) }]);
});

test("an unreadable part is an error, not an empty set of live definitions", async () => {
  const made = await makeWorkspace();
  await publishMany(made.world, 3);
  made.database.sql.exec("DELETE FROM library WHERE sk LIKE 'switches#%'");
  const other = makeWorld({ table: { ...made.table, get: made.table.get } as never });
  await expect(readLiveDefinitions(other.world)).rejects.toThrow(Unavailable);
});

test("an archived sequence leaves what is in force, and comes back whole", async () => {
  const { world } = await makeWorkspace();
  await putDraft(world, "a", definition("a"), START);
  await publishSequence(world, "a", START);
  await archiveSequence(world, "a", START);
  expect((await readLiveDefinitions(world)).data.sequences).toEqual({});
  await resumeSequence(world, "a", START);
  expect((await readLiveDefinitions(world)).data.sequences.a).toMatchObject({
    version: 1,
    state: "live",
  });
});
