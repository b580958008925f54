import { expect, test } from "vitest";
import { byHand, path, withVip } from "./vip.ts";

test("a CSV lets people in with its other columns as data, however a spreadsheet wrote it", async () => {
  const lists = [
    "email,order\nada@example.com,=1+1\n",
    "\uFEFFEmail;order\r\nada@example.com;=1+1\r\n",
    "\u00a0EMAIL \torder\n\nada@example.com\t =1+1\u00a0\n",
    '"email","order"\n"ada@example.com","=1+1"',
  ];
  for (const csv of lists) {
    const engine = await withVip({ ...byHand, reentry: { perKey: "order" } });
    const { body } = await engine.must("POST", `${path}/bulk`, { csv });
    expect(body).toEqual({ accepted: 1, skippedExisting: 0, unknown: [], bad: [] });
    await engine.settle();
    const { items } = (await engine.must("GET", path)).body;
    expect(items).toMatchObject([{ email: "ada@example.com", key: "=1+1" }]);
  }
});

test("bad rows of a CSV are named by their line, and nothing is done unless they are to be skipped", async () => {
  const engine = await withVip();
  await engine.put("ada");
  await engine.put("old", { existing: true });
  const csv = [
    "id,email,plan",
    "ada,,pro",
    "old,,pro",
    ",not an address,pro",
    ",,pro",
    "a/b,,pro",
    "stranger,,pro",
    'bo,bo@example.com,"two\nlines"',
    "cy,cy@example.com",
    "di,ada@example.com,pro",
  ].join("\n");
  const before = engine.snapshot();
  const refused = await engine.call("POST", `${path}/bulk`, { csv });
  expect([refused.status, refused.body.errors]).toEqual([
    422,
    [
      [4, expect.any(String)],
      [5, "has neither id nor email"],
      [6, "without a slash"],
      [7, "this contact is not known yet, so its email is needed"],
      [10, "has 2 cells, but the first line has 3"],
      [11, "this email belongs to another contact: use the id of that contact"],
    ].map(([line, message]) => ({
      path: "/csv",
      message:
        typeof message === "string"
          ? `line ${line}: ${message}`
          : expect.stringMatching(`line ${line}: `),
    })),
  ]);
  expect(engine.snapshot()).toBe(before);
  const { body } = await engine.must("POST", `${path}/bulk`, { csv, skipBad: true });
  expect(body).toMatchObject({ accepted: 2, skippedExisting: 1, unknown: [] });
  expect(body.bad.map(({ line }: { line: number }) => line)).toEqual([4, 5, 6, 7, 10, 11]);
  await engine.settle();
  expect(await engine.inside("vip")).toEqual(["ada", "bo"]);
});

test("a CSV that is none, or too long, is refused with a sentence", async () => {
  const { call, snapshot } = await withVip();
  const before = snapshot();
  const rows = (count: number) =>
    `id\n${Array.from({ length: count }, (_, i) => `p${i}`).join("\n")}`;
  const cases: [string, string][] = [
    ["", "its first line must name the columns, `id` or `email` among them"],
    ["name,plan\nAda,pro", "its first line must name the columns, `id` or `email` among them"],
    ["id,id\n1,2", 'two columns are called "id"'],
    ["id,\n1,2", "column 2 needs a name of at most 100 characters"],
    ["id,sequence\n1,other", "a column can not be called `sequence`: the name is reserved"],
    [rows(5_001), "more than 5000 rows: send them in several lists"],
    [`id,${Array.from({ length: 100 }, (_, i) => `c${i}`)}\n1`, "more than 100 columns"],
  ];
  for (const [csv, message] of cases) {
    const { status, body } = await call("POST", `${path}/bulk`, { csv });
    expect([status, body.errors]).toEqual([422, [{ path: "/csv", message }]]);
  }
  const open = await call("POST", `${path}/bulk`, { csv: `id\n"${"x".repeat(200_000)}` });
  expect([open.status, open.body.errors[0].path]).toEqual([422, "/csv"]);
  const huge = await call("POST", `${path}/bulk`, { csv: "x".repeat(1024 * 1024) });
  expect(huge.status).toBe(413);
  expect(snapshot()).toBe(before);
});
