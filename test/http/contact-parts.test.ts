import { beforeAll, expect, test } from "vitest";
import { HOUR_MS, MINUTE_MS } from "#shared/kernel/time.ts";
import { type Engine, makeEngine } from "#test/support/engine.ts";
import { START } from "#test/support/world.ts";

let engine: Engine;
beforeAll(async () => {
  engine = await makeEngine();
  const condition = { attribute: "plan", is: "pro" };
  await engine.must("PUT", "/v1/segments/pros", { name: "Pros", condition });
  await engine.must("PUT", "/v1/segments/free", { name: "Free", condition: { none: [condition] } });
  const send = { kind: "send", template: "receipt", next: "rest" };
  const rest = { kind: "wait", for: "P30D", next: null };
  await engine.publish("long", {
    enter: [{ event: "go" }],
    exit: [{ attribute: "plan", is: "pro" }],
    start: "first",
    steps: { first: send, rest },
  });
  await engine.publish("short", {
    enter: [{ event: "go" }],
    reentry: { perKey: "n" },
    start: "first",
    steps: { first: { ...send, next: null } },
  });
  await engine.put("ada");
  for (let n = 0; n < 8; n++) {
    engine.clock.advance(MINUTE_MS);
    await engine.happen("ada", "go", { n });
    await engine.deliver();
  }
  await engine.must("PUT", "/v1/suppressions/ada@example.com");
  engine.clock.advance(HOUR_MS);
  await engine.put("ada", { attributes: { plan: "pro" } });
});

async function all(path: string, query = "", limit = 3) {
  // biome-ignore lint/suspicious/noExplicitAny: of several shapes
  const items: any[] = [];
  for (let cursor: string | null = ""; cursor !== null; ) {
    const more: string = cursor && `&cursor=${cursor}`;
    const { body } = await engine.must(
      "GET",
      `/v1/contacts/ada/${path}?limit=${limit}${query}${more}`,
    );
    items.push(...body.items);
    ({ cursor } = body);
  }
  return items;
}

test("the runs of a contact are listed, the latest begun first, with their step and their end", async () => {
  const runs = await all("runs");
  const begun = runs.map(({ since }) => since);
  expect(begun).toEqual(begun.toSorted().toReversed());
  expect(new Set(runs.map(({ run }) => run)).size).toBe(runs.length);
  expect(runs.filter(({ sequence }) => sequence === "short")).toHaveLength(8);
  const [long] = await all("runs", "&sequence=long");
  expect(long).toMatchObject({
    key: "-",
    version: 1,
    status: "exited",
    since: new Date(START + MINUTE_MS).toISOString(),
    dueAt: null,
    endedAt: expect.any(String),
    last: { step: "rest", decision: expect.any(String), saw: expect.any(Array) },
  });
  expect(await all("runs", "&status=active")).toEqual([]);
  expect(await all("runs", "&status=completed&sequence=long")).toEqual([]);
});

test("the messages of a contact are listed, the latest decided first", async () => {
  const messages = await all("messages");
  expect(messages).toHaveLength(9);
  const decided = messages.map(({ at }) => at);
  expect(decided).toEqual(decided.toSorted().toReversed());
  expect(new Set(messages.map(({ id }) => id)).size).toBe(9);
  expect(messages[0]).toMatchObject({ contactId: "ada", state: "sent", template: "receipt" });
});

test("changes of consent are listed", async () => {
  expect(await all("consents")).toEqual([
    { at: expect.any(String), action: "suppressed", reason: "manual", actor: "operator" },
  ]);
});

test("the segments that were evaluated are listed, in or not", async () => {
  const { items } = (await engine.must("GET", "/v1/contacts/ada/segments")).body;
  const since = new Date(START + 8 * MINUTE_MS + HOUR_MS).toISOString();
  expect(items).toEqual([
    { segment: "free", name: "Free", in: false, since, version: 1 },
    { segment: "pros", name: "Pros", in: true, since, version: 1 },
  ]);
});

test("a timeline is filtered by kind, sequence and time, page by page", async () => {
  const whole = await all("timeline", "", 200);
  for (const kind of ["event", "decision", "message", "consent"]) {
    const expected = whole.filter((item) => item.kind === kind);
    expect(expected.length).toBeGreaterThan(0);
    expect(await all("timeline", `&kind=${kind}`)).toEqual(expected);
  }
  const ofLong = await all("timeline", "&sequence=long");
  expect(ofLong.length).toBeGreaterThan(3);
  expect(ofLong).toEqual(whole.filter((item) => (item.sequence ?? item.data?.sequence) === "long"));
  const [from, until] = [START + 3 * MINUTE_MS, START + 5 * MINUTE_MS];
  const between = `&from=${new Date(from).toISOString()}&until=${new Date(until).toISOString()}`;
  expect(await all("timeline", between)).toEqual(
    whole.filter(({ at }) => Date.parse(at) >= from && Date.parse(at) <= until),
  );
  const events = await all("timeline", `${between}&kind=event&sequence=short`);
  expect(events.every(({ data }) => data.sequence === "short")).toBe(true);
});

test("filters that can not be are refused, and an unknown contact is not found", async () => {
  for (const [query, path] of [
    ["timeline?kind=thought", "/kind"],
    ["timeline?from=x", "/from"],
    ["runs?status=lost", "/status"],
  ]) {
    const { status, body } = await engine.call("GET", `/v1/contacts/ada/${query}`);
    expect([status, body.errors[0].path]).toEqual([422, path]);
  }
  for (const part of ["runs", "messages", "consents", "segments"]) {
    expect((await engine.call("GET", `/v1/contacts/none/${part}`)).status).toBe(404);
  }
});
