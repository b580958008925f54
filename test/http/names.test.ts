import { beforeAll, expect, test, vi } from "vitest";
import { makeApi, setUpSending } from "#test/support/api.ts";

let api: Awaited<ReturnType<typeof makeApi>>;
const must = async (method: string, path: string, body?: object) => {
  const answer = await api.call(method, path, body);
  expect([path, answer.status]).toEqual([path, 200]);
  return answer.body;
};
const steps = { day: { kind: "wait", for: "P1D", next: null } };
const sequence = (name: string) => ({ name, enter: [{ api: true }], start: "day", steps });

beforeAll(async () => {
  api = await makeApi();
  await setUpSending(api);
  await must("PUT", "/v1/templates/hello", { subject: "Hello there", html: "<p>Hi</p>" });
  await must("PUT", "/v1/templates/receipt", { subject: "Your receipt", html: "<p>Hi</p>" });
  await must("PUT", "/v1/segments/vip", { name: "Best", condition: { subscribed: true } });
  await must("PUT", "/v1/segments/rest", { name: "Others", condition: { subscribed: true } });
  for (const id of ["a", "b", "c"]) {
    await must("PUT", `/v1/sequences/${id}`, sequence(`Number ${id}`));
  }
  await must("POST", "/v1/sequences/b/publish", {});
});

const namesOf = async (query: string) => (await must("GET", `/v1/names?of=${query}`)).items;

test("each noun is told by id and name alone", async () => {
  expect(await namesOf("templates")).toEqual([
    { id: "hello", name: "Hello there" },
    { id: "receipt", name: "Your receipt" },
  ]);
  expect(await namesOf("segments")).toEqual([
    { id: "rest", name: "Others" },
    { id: "vip", name: "Best" },
  ]);
  expect(await namesOf("sequences&state=live")).toEqual([{ id: "b", name: "Number b" }]);
});

test("names are found by what was typed", async () => {
  expect(await namesOf("templates&q=rec")).toMatchObject([{ id: "receipt" }]);
  expect(await namesOf("templates&q=No%20id")).toEqual([]);
  expect(await namesOf("segments&q=BEST")).toMatchObject([{ id: "vip" }]);
  expect(await namesOf("segments&q=res")).toMatchObject([{ id: "rest" }]);
  expect(await namesOf("sequences&q=number%20c")).toMatchObject([{ id: "c" }]);
});

test.each(["sequences", "segments", "templates"])("pages of %s follow each other", async (of) => {
  const all = await namesOf(of);
  const found: object[] = [];
  for (let cursor: string | null = ""; cursor !== null; ) {
    const page: { items: object[]; cursor: string | null } = await must(
      "GET",
      `/v1/names?of=${of}&limit=1${cursor && `&cursor=${cursor}`}`,
    );
    found.push(...page.items);
    ({ cursor } = page);
  }
  expect(found).toEqual(all);
});

test("a hundred sequences cost one read, where their list reads each one's figures", async () => {
  const { table } = api.world;
  const query = vi.spyOn(table, "query");
  const others = [vi.spyOn(table, "get"), vi.spyOn(table, "getMany")];
  const reads = () => others.reduce((sum, one) => sum + one.mock.calls.length, 0);
  await namesOf("sequences&limit=100");
  // The key of the request is read too.
  expect([query.mock.calls.length, reads()]).toEqual([1, 1]);
  vi.restoreAllMocks();
});

test.each([
  ["of=dogs", "/of"],
  ["of=templates&state=live", "/state"],
  ["of=sequences&state=asleep", "/state"],
  ["of=segments&cursor=nonsense", "/cursor"],
])("%s is refused at its parameter", async (query, path) => {
  const { status, body } = await api.call("GET", `/v1/names?${query}`);
  expect([status, body.errors[0].path]).toEqual([422, path]);
});
