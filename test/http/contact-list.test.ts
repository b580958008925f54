import { beforeAll, expect, test } from "vitest";
import { type Engine, makeEngine } from "#test/support/engine.ts";

let engine: Engine;
const PEOPLE = 40;
const idOf = (n: number) => `user-${String(n).padStart(2, "0")}`;

beforeAll(async () => {
  engine = await makeEngine();
  const condition = { attribute: "plan", is: "pro" };
  await engine.must("PUT", "/v1/segments/pros", { name: "Pros", condition });
  for (let n = 0; n < PEOPLE; n++) {
    engine.clock.advance(1);
    await engine.put(idOf(n), {
      attributes: { plan: n % 4 === 0 ? "pro" : "free" },
      subscribed: n % 5 !== 0,
    });
  }
  engine.clock.advance(1);
  await engine.must("POST", "/v1/events", {
    events: [{ email: "Zoe.Young@Example.org", name: "seen" }],
  });
  await engine.settle();
  await engine.must("PUT", "/v1/suppressions/user-03@example.com", { reason: "complaint" });
});

/** The ids of all pages, and how many pages there are. */
async function list(query = "", limit = 7) {
  const ids: string[] = [];
  let cursor: string | null = "";
  let pages = 0;
  while (cursor !== null) {
    const more: string = cursor === "" ? "" : `&cursor=${cursor}`;
    const { body } = await engine.must("GET", `/v1/contacts?limit=${limit}${query}${more}`);
    ids.push(...body.items.map(({ id }: { id: string }) => id));
    ({ cursor } = body);
    pages++;
  }
  return { ids, pages };
}
const numbers = Array.from({ length: PEOPLE }, (_, n) => n);

test("an unknown segment is told in a search as without one", async () => {
  for (const query of ["segment=none", "q=user&segment=none", "q=&segment=none"]) {
    const { status, body } = await engine.call("GET", `/v1/contacts?${query}`);
    expect([query, status, body.detail]).toEqual([query, 404, expect.stringContaining("none")]);
  }
  expect((await engine.must("GET", "/v1/contacts?q=user&segment=pros")).body.items).not.toEqual([]);
});

test("any text may be searched for", async () => {
  for (const q of [
    "",
    "No name",
    "%",
    "a/b",
    '"',
    "\u0000",
    "\u{10ffff}".repeat(120),
    "ü".repeat(250),
  ]) {
    for (const list of [
      "contacts",
      "sequences",
      "templates",
      "names?of=segments",
      "names?of=templates",
    ]) {
      const sign = list.includes("?") ? "&" : "?";
      const { status } = await engine.call("GET", `/v1/${list}${sign}q=${encodeURIComponent(q)}`);
      expect([list, q, status]).toEqual([list, q, 200]);
    }
  }
});

test("all contacts are listed, newest first, each once", async () => {
  const { ids, pages } = await list();
  expect(ids[0]).toMatch(/^c_/);
  expect(ids.slice(1)).toEqual(numbers.map(idOf).toReversed());
  expect(pages).toBe(6);
});

test("a listed contact shows its address, a few attributes and its consent", async () => {
  const { body } = await engine.must("GET", "/v1/contacts?q=user-03");
  expect(body).toEqual({
    items: [
      {
        id: "user-03",
        email: "user-03@example.com",
        attributes: { plan: "free" },
        subscribed: true,
        suppressed: "complaint",
        createdAt: "2026-03-02T12:00:00.004Z",
        updatedAt: expect.any(String),
      },
    ],
    cursor: null,
  });
});

test("a search finds by the beginning of an address in any case, of an id, or of our own id", async () => {
  const [zoe] = (await list("&q=zOE.y")).ids;
  expect(zoe).toMatch(/^c_/);
  expect((await list(`&q=${zoe}`)).ids).toEqual([zoe]);
  expect((await list(`&q=${zoe!.slice(0, 3)}`, 50)).ids).toHaveLength(PEOPLE + 1);
  expect((await list("&q=user-1")).ids).toEqual(numbers.slice(10, 20).map(idOf));
  expect((await list("&q=USER-12@EXAMPLE.COM")).ids).toEqual(["user-12"]);
  expect((await list("&q=unknown")).ids).toEqual([]);
  // Ids are compared as they are.
  expect((await list("&q=User-1")).ids).toEqual(numbers.slice(10, 20).map(idOf));
});

test("filters hold together, with and without a search", async () => {
  const pros = numbers.filter((n) => n % 4 === 0);
  expect((await list("&segment=pros")).ids.toSorted()).toEqual(pros.map(idOf));
  expect((await list("&segment=pros&q=user-2")).ids).toEqual(["user-20", "user-24", "user-28"]);
  expect((await list("&segment=pros&subscribed=false")).ids.toSorted()).toEqual([
    "user-00",
    "user-20",
  ]);
  expect((await list("&subscribed=false")).ids).toEqual(
    numbers
      .filter((n) => n % 5 === 0)
      .map(idOf)
      .toReversed(),
  );
  expect((await list("&suppressed=true")).ids).toEqual(["user-03"]);
  expect((await list("&suppressed=complaint")).ids).toEqual(["user-03"]);
  expect((await list("&suppressed=manual")).ids).toEqual([]);
  expect((await list("&suppressed=false", 200)).ids).toHaveLength(PEOPLE);
});

test("a filter that does not exist is refused with its place", async () => {
  for (const [query, path] of [
    ["subscribed=perhaps", "/subscribed"],
    ["suppressed=x", "/suppressed"],
    ["segment=No%20name", "/segment"],
    [`q=${"a".repeat(255)}`, "/q"],
    ["sort=name", "/sort"],
  ]) {
    const { status, body } = await engine.call("GET", `/v1/contacts?${query}`);
    expect([status, body.errors[0].path]).toEqual([422, path]);
  }
  expect((await engine.call("GET", "/v1/contacts?segment=none")).status).toBe(404);
});

test("a new address is found and the old one is not; an erased contact is found by nothing", async () => {
  await engine.put("mover", { email: "before@example.com" });
  await engine.put("mover", { email: "After@example.com" });
  expect((await list("&q=before")).ids).toEqual([]);
  expect((await list("&q=after")).ids).toEqual(["mover"]);
  const own = (await engine.must("GET", "/v1/contacts?limit=1")).body.items[0].id;
  expect(own).toBe("mover");
  await engine.must("DELETE", "/v1/contacts/mover");
  for (const q of ["after", "mover"]) expect((await list(`&q=${q}`)).ids).toEqual([]);
  expect((await list()).ids).not.toContain("mover");
  const rows = engine.database.sql.prepare('SELECT pk, sk, data FROM "index"').all();
  expect(JSON.stringify(rows)).not.toMatch(/after@|mover/i);
});

test("many and long attributes are shortened in the list", async () => {
  const attributes = Object.fromEntries(
    Array.from({ length: 50 }, (_, i) => [`a${i}`, "x".repeat(1_000)]),
  );
  await engine.put("big", { attributes });
  const { body } = await engine.must("GET", "/v1/contacts?q=big");
  expect(Object.keys(body.items[0].attributes)).toHaveLength(10);
  expect(body.items[0].attributes.a0).toBe(`${"x".repeat(200)}…`);
});
