import fc from "fast-check";
import { expect, test } from "vitest";
import { routes } from "#functions/api/routes.ts";
import { matcher } from "#shared/http/match.ts";
import { listOf, sealCursor } from "#shared/http/paging.ts";
import { makeApi } from "#test/support/api.ts";

const match = matcher(routes);
/** A cursor as a list itself would write it, with any position in it. */
function encode(list: string, place: unknown): string {
  const [path = "", query] = list.split("?");
  const { route, params } = match("GET", path);
  const name = listOf(route.path, params, Object.fromEntries(new URLSearchParams(query)));
  return sealCursor(name, Buffer.from(JSON.stringify(place)).toString("base64url"));
}

const LISTS = [
  "/v1/contacts",
  "/v1/messages",
  "/v1/templates",
  "/v1/templates/hello/versions",
  "/v1/contacts/ada/timeline",
  "/v1/contacts/ada/runs",
  "/v1/contacts/ada/messages",
  "/v1/contacts/ada/consents",
  "/v1/segments",
  "/v1/segments/everyone/members",
  "/v1/sequences",
  "/v1/sequences/welcome/versions",
  "/v1/sequences/welcome/enrollments",
  "/v1/jobs",
  "/v1/names?of=segments",
  "/v1/names?of=sequences",
  "/v1/names?of=templates",
  "/v1/activity",
  "/v1/attributes",
  "/v1/keys",
  "/v1/suppressions",
  "/v1/stats?measure=mails",
];

async function makeLists() {
  const api = await makeApi();
  const wait = { kind: "wait", for: "P1D", next: null };
  const definition = { enter: [{ api: true }], start: "day", steps: { day: wait } };
  const made = [
    await api.call("PUT", "/v1/contacts/ada", { email: "ada@example.com" }),
    await api.call("PUT", "/v1/segments/everyone", { name: "E", condition: { subscribed: true } }),
    await api.call("PUT", "/v1/templates/hello", { subject: "Hello", html: "<p>Hi</p>" }),
    await api.call("PUT", "/v1/sequences/welcome", { name: "W", ...definition }),
  ];
  expect(made.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  return (list: string, cursor: string) =>
    api.call("GET", `${list}${list.includes("?") ? "&" : "?"}cursor=${cursor}`);
}

const text = fc.oneof(
  fc.string({ unit: "binary", maxLength: 50 }),
  fc.constantFrom("\ud800", "sequence#\udfff", "j_\ud800", "", "\0", "\uffff"),
  fc.integer({ min: 1, max: 1400 }).map((length) => "x".repeat(length)),
  fc.integer({ min: 1, max: 500 }).map((length) => `sequence#${"é".repeat(length)}`),
);
const place = fc.oneof(
  text,
  fc.integer(),
  fc.record({ at: fc.nat(), key: text }),
  fc.record({ shard: fc.nat(20), after: text }),
  fc.jsonValue(),
);

test("whatever a cursor stands for, a list answers with a page or refuses the cursor by its name", async () => {
  const read = await makeLists();
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...LISTS), place, async (list, drawn) => {
      const answer = await read(list, encode(list, drawn));
      if (answer.status === 200) return;
      expect([answer.status, answer.body.errors[0].path]).toEqual([422, "/cursor"]);
    }),
    { numRuns: 700, seed: 18 },
  );
});

test.each([
  ["half a character", "\ud800"],
  ["1,200 characters", "x".repeat(1_200)],
])("a cursor of %s is refused on every list that takes a text", async (_, bad) => {
  const read = await makeLists();
  for (const list of LISTS) {
    for (const drawn of [bad, { at: 0, key: bad }, { shard: 0, after: bad }]) {
      const { status, body } = await read(list, encode(list, drawn));
      expect([list, status, body.errors?.[0].path]).toEqual([list, 422, "/cursor"]);
    }
  }
});

test("each list of the API is among these", () => {
  const takesCursor = routes.filter(({ query }) =>
    query?.safeParse({ cursor: 1 }).error?.issues.some(({ path }) => path[0] === "cursor"),
  );
  const tried = new Set(LISTS.map((list) => match("GET", list.split("?")[0]!).route.path));
  expect([...tried].toSorted()).toEqual(takesCursor.map(({ path }) => path).toSorted());
});

test("a cursor is refused by every other list, and by its own without its tie", async () => {
  const read = await makeLists();
  const place = Buffer.from(JSON.stringify("a")).toString("base64url");
  for (const list of LISTS) {
    const foreign = LISTS.filter((other) => other !== list).map((other) => encode(other, "a"));
    for (const cursor of [...foreign, place, `${place}.`, `.${place}`, ""]) {
      const { status, body } = await read(list, cursor);
      expect([list, cursor, status, body.errors?.[0].path]).toEqual([list, cursor, 422, "/cursor"]);
    }
  }
});

test("a list goes on with its cursor in pages of any size, but not with other filters", async () => {
  const api = await makeApi();
  for (const id of ["a", "b", "c", "d"]) {
    await api.call("PUT", `/v1/contacts/${id}`, { email: `${id}@example.com` });
    await api.call("POST", "/v1/events", { events: [{ contactId: id, name: "seen" }] });
  }
  const first = await api.call("GET", "/v1/contacts?limit=1&subscribed=true");
  const { cursor } = first.body;
  const more = async (query: string) =>
    (await api.call("GET", `/v1/contacts?${query}&cursor=${cursor}`)).status;
  expect(await more("subscribed=true&limit=2")).toBe(200);
  expect(await more("limit=1&subscribed=true")).toBe(200);
  for (const query of ["limit=1", "subscribed=false", "subscribed=true&q=a", "q=a"])
    expect([query, await more(query)]).toEqual([query, 422]);
});
