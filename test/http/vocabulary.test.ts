import { expect, test } from "vitest";
import { makeEngine } from "#test/support/engine.ts";

async function makeWords() {
  const engine = await makeEngine();
  await engine.must("PUT", "/v1/segments/vips", {
    name: "VIPs",
    condition: { all: [{ attribute: "rank", is: "gold" }, { event: "never_seen" }] },
  });
  for (let n = 0; n < 12; n++) {
    await engine.put(`user-${n}`, {
      attributes: {
        plan: n % 2 === 0 ? "pro" : "free",
        nick: `only-${n}`,
        beta: true,
        age: n,
        tags: ["a"],
        ...(n < 3 && { secret: "shared by three" }),
      },
    });
    await engine.happen(`user-${n}`, "ordered", {
      cart: { total: n, currency: "EUR" },
      note: `to ${n}`,
    });
  }
  return engine;
}

// biome-ignore lint/suspicious/noExplicitAny: whatever the API answered
const named = (words: any[]) => Object.fromEntries(words.map(({ name, ...rest }) => [name, rest]));

test("attributes have their types, and values only where several contacts share them", async () => {
  const engine = await makeWords();
  const before = engine.snapshot();
  const { body } = await engine.must("GET", "/v1/vocabulary");
  expect(engine.snapshot()).toBe(before);
  expect(named(body.attributes)).toEqual({
    age: { types: ["number"], values: [] },
    beta: { types: ["boolean"], values: [true] },
    nick: { types: ["text"], values: [] },
    plan: { types: ["text"], values: ["free", "pro"] },
    rank: { types: [], values: [] },
    secret: { types: ["text"], values: [] },
    tags: { types: ["list"], values: [] },
  });
});

test("events are those that definitions name or contacts had, with their fields by path", async () => {
  const engine = await makeWords();
  const events = named((await engine.must("GET", "/v1/vocabulary")).body.events);
  expect(events.never_seen).toEqual({ lastSeen: null, fields: [] });
  expect(Object.keys(events)).toContain("message.clicked");
  expect(events.ordered.lastSeen).toBe("2026-03-02T12:00:00.000Z");
  expect(named(events.ordered.fields)).toEqual({
    "cart.currency": { types: ["text"], values: ["EUR"] },
    "cart.total": { types: ["number"], values: [] },
    note: { types: ["text"], values: [] },
  });
});

test("what only erased contacts had is not told", async () => {
  const engine = await makeWords();
  await engine.put("ada", { attributes: { onlyhers: "x" } });
  await engine.must("DELETE", "/v1/contacts/ada");
  const { text } = await engine.must("GET", "/v1/vocabulary");
  expect(text).not.toContain("onlyhers");
});
