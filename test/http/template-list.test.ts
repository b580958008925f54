import { beforeAll, expect, test } from "vitest";
import { type Engine, makeEngine } from "#test/support/engine.ts";

let engine: Engine;
beforeAll(async () => {
  engine = await makeEngine();
  for (const name of ["welcome", "welcome-2", "spring", "unused"]) {
    const source = { subject: `About ${name}`, html: "<p>Hi</p>", class: "marketing" };
    await engine.must("PUT", `/v1/templates/${name}`, source);
  }
  const send = (template: string) => ({ kind: "send", template, next: null });
  const first = send("welcome");
  await engine.publish("live", { enter: [{ api: true }], start: "first", steps: { first } });
  await engine.must("PUT", "/v1/sequences/drafted", {
    name: "drafted",
    enter: [{ api: true }],
    start: "first",
    steps: { first: { ...first, next: "second" }, second: send("spring") },
  });
});

const list = async (query = "") => (await engine.must("GET", `/v1/templates${query}`)).body;

test("templates are listed by id with the sequences that send them", async () => {
  const { items, cursor } = await list();
  expect(cursor).toBe(null);
  expect(items.map(({ id, usedBy }: { id: string; usedBy: object[] }) => [id, usedBy])).toEqual([
    ["receipt", []],
    ["spring", [{ sequence: "drafted", draft: true }]],
    ["unused", []],
    [
      "welcome",
      [
        { sequence: "drafted", draft: true },
        { sequence: "live", draft: false },
      ],
    ],
    ["welcome-2", []],
  ]);
  expect(items[3]).toMatchObject({
    subject: "About welcome",
    class: "marketing",
    version: 1,
    updatedAt: "2026-03-02T12:00:00.000Z",
  });
});

test("a list is paged, and searched by any part of an id or a subject", async () => {
  const ids: string[] = [];
  for (let cursor: string | null = ""; cursor !== null; ) {
    const page: { items: { id: string }[]; cursor: string | null } = await list(
      `?limit=2${cursor && `&cursor=${cursor}`}`,
    );
    ids.push(...page.items.map(({ id }) => id));
    ({ cursor } = page);
  }
  expect(ids).toEqual(["receipt", "spring", "unused", "welcome", "welcome-2"]);
  const found = await list("?q=welc");
  expect(found.items.map(({ id }: { id: string }) => id)).toEqual(["welcome", "welcome-2"]);
  for (const q of ["come-2", "ABOUT%20Welcome-2", "COME-2"]) {
    expect((await list(`?q=${q}`)).items.map(({ id }: { id: string }) => id)).toEqual([
      "welcome-2",
    ]);
  }
  expect((await list("?q=No%20name%22%25")).items).toEqual([]);
});

test("a template in use is not deleted, and the answer names what uses it", async () => {
  const { status, body } = await engine.call("DELETE", "/v1/templates/welcome");
  expect(status).toBe(409);
  expect(body.detail).toContain('the draft of "drafted", sequence "live"');
  expect((await engine.call("DELETE", "/v1/templates/none")).status).toBe(404);
});

test("a deleted template is gone, and a new one of its id goes on counting versions", async () => {
  await engine.must("PUT", "/v1/templates/short", { subject: "One", html: "<p>1</p>" });
  await engine.must("DELETE", "/v1/templates/short");
  expect((await engine.call("GET", "/v1/templates/short")).status).toBe(404);
  expect((await list("?q=short")).items).toEqual([]);
  const post = { to: "ada@example.com", templateId: "short" };
  expect((await engine.call("POST", "/v1/messages", post)).status).toBe(422);
  const source = { subject: "One", html: "<p>1</p>" };
  const again = await engine.must("PUT", "/v1/templates/short", source);
  expect(again.body.version).toBe(2);
  expect(
    (
      await engine.call("DELETE", "/v1/templates/short", undefined, {
        headers: { "if-match": '"1"' },
      })
    ).status,
  ).toBe(412);
});

test("a copy has the source of the original; a taken id is refused", async () => {
  const copy = await engine.must("POST", "/v1/templates/welcome/duplicate", { id: "copied" });
  expect([copy.status, copy.body]).toEqual([
    201,
    expect.objectContaining({ id: "copied", version: 1, subject: "About welcome" }),
  ]);
  const taken = await engine.call("POST", "/v1/templates/welcome/duplicate", { id: "spring" });
  expect([taken.status, taken.body.errors[0].path]).toEqual([409, "/id"]);
});

test("the versions of a template are listed, newest first", async () => {
  for (let n = 1; n <= 12; n++) {
    engine.clock.advance(1);
    await engine.must("PUT", "/v1/templates/many", { subject: `S${n}`, html: `<p>${n}</p>` });
  }
  const { body } = await engine.must("GET", "/v1/templates/many/versions?limit=10");
  expect(body.items.map(({ version }: { version: number }) => version)).toEqual([
    12, 11, 10, 9, 8, 7, 6, 5, 4, 3,
  ]);
  expect(body.items[0]).toEqual({
    version: 12,
    savedAt: expect.stringMatching(/^2026/),
    subject: "S12",
  });
  const rest = await engine.must("GET", `/v1/templates/many/versions?cursor=${body.cursor}`);
  expect([rest.body.items.length, rest.body.cursor]).toEqual([2, null]);
});

test("a version is read as its author wrote it, also after later ones", async () => {
  const first = { subject: "One", html: "<p>1</p>", class: "marketing" };
  await engine.must("PUT", "/v1/templates/kept", first);
  await engine.must("PUT", "/v1/templates/kept", { subject: "Two", html: "<p>2</p>", text: "2" });
  const read = async (version: string) =>
    await engine.call("GET", `/v1/templates/kept/versions/${version}`);
  expect((await read("1")).body).toEqual({
    version: 1,
    savedAt: expect.stringMatching(/^2026/),
    ...first,
  });
  expect((await read("2")).body).toMatchObject({ subject: "Two", text: "2" });
  expect((await read("2")).body).not.toHaveProperty("class");
  for (const none of ["3", "0", "1.5", "x"]) expect((await read(none)).status).toBe(404);
  expect((await engine.call("GET", "/v1/templates/none/versions/1")).status).toBe(404);
});

test("what a sequence sends follows its draft, versions and state, for five versions", async () => {
  const usedBy = async () => {
    const { items } = await list("?q=unused");
    return items[0].usedBy.map(({ draft }: { draft: boolean }) => (draft ? "draft" : "version"));
  };
  const draft = (template: string) => ({
    name: "shifting",
    enter: [{ api: true }],
    start: "first",
    steps: { first: { kind: "send", template, next: null } },
  });
  const put = (template: string) => engine.must("PUT", "/v1/sequences/shifting", draft(template));
  const publish = () => engine.must("POST", "/v1/sequences/shifting/publish", {});
  await put("unused");
  expect(await usedBy()).toEqual(["draft"]);
  await publish();
  await put("welcome");
  expect(await usedBy()).toEqual(["version"]);
  await engine.must("POST", "/v1/sequences/shifting/archive", {});
  expect(await usedBy()).toEqual([]);
  await engine.must("POST", "/v1/sequences/shifting/resume", {});
  expect(await usedBy()).toEqual(["version"]);
  for (let version = 2; version <= 6; version++) {
    expect((await engine.call("DELETE", "/v1/templates/unused")).status).toBe(409);
    await publish();
  }
  expect(await usedBy()).toEqual([]);
  await engine.must("PUT", "/v1/sequences/passing", { ...draft("unused"), name: "passing" });
  expect(await usedBy()).toEqual(["draft"]);
  await engine.must("DELETE", "/v1/sequences/passing");
  expect(await usedBy()).toEqual([]);
});
