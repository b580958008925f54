import { writeFileSync } from "node:fs";
import { afterEach, expect, test, vi } from "vitest";
import { tempFolder } from "#test/support/temp-folder.ts";
import { withApi } from "./with-api.ts";

afterEach(() => vi.unstubAllEnvs());

const definition = {
  name: "Welcome",
  enter: [{ event: "signed_up" }],
  start: "day",
  steps: { day: { kind: "wait", for: "P1D", next: null } },
};

test("sequences are listed with their figures, and counted by step and day", async () => {
  await withApi(async (run, { call, work }) => {
    await call("PUT", "/v1/sequences/welcome", definition);
    await call("PUT", "/v1/sequences/idle", { ...definition, name: "Idle" });
    await call("POST", "/v1/sequences/welcome/publish");
    await call("POST", "/v1/events", { events: [{ contactId: "ada", name: "signed_up" }] });
    await work();
    expect((await run("sequences", "list")).out).toBe(
      "idle  draft  no runs yet  Idle\nwelcome  live v1  1 inside, 1 entered  Welcome\n",
    );
    expect((await run("sequences", "list", "wel", "--state", "draft")).out).toBe("");
    expect(JSON.parse((await run("sequences", "list", "wel", "--json")).out)).toHaveLength(1);
    expect((await run("counts", "welcome")).out).toBe(
      "From 2026-02-01 until 2026-03-02:\nday  1 here, 1 entered\n2026-03-02  1 entered\n",
    );
    const before = await run("counts", "welcome", "--until", "2026-03-01", "--json");
    expect(JSON.parse(before.out)).toMatchObject({ until: "2026-03-01", days: [] });
    const wrong = await run("counts", "welcome", "--from", "2026-03-03");
    expect([wrong.code, wrong.err]).toEqual([2, expect.stringContaining("/from")]);
    expect((await run("counts", "welcome", "--from", "soon")).err).toContain("a day such as");
  });
});

test("a condition in a file is estimated and counted, alone or as that of a segment", async () => {
  const folder = tempFolder();
  // A file is loaded as a module, once in a process.
  const write = (name: string, value: object) => {
    writeFileSync(`${folder}/${name}.json`, JSON.stringify(value));
    return `${folder}/${name}.json`;
  };
  const condition = { field: "email", startsWith: "ada" };
  await withApi(async (run, { call, work }) => {
    const file = write("condition", condition);
    expect(await run("segments", "estimate", file)).toEqual({
      ...{ code: 0, err: "" },
      out: "1 of 2 contacts.\n  ada  ada@example.com\n",
    });
    expect(JSON.parse((await run("segments", "estimate", file, "--json")).out).matches).toBe(1);
    const counting = run("segments", "count", write("segment", { name: "VIP", condition }));
    const timer = setInterval(work, 20);
    const counted = await counting;
    clearInterval(timer);
    expect([counted.code, counted.out]).toEqual([0, "1 of 2 contacts.\n"]);
    expect(counted.err).toContain("2 contacts seen");
    const wrong = write("wrong", { field: "height" });
    expect((await run("segments", "estimate", wrong)).code).toBe(2);

    await call("PUT", "/v1/segments/vip", { name: "VIP", condition });
    await work();
    expect((await run("segments", "list")).out).toMatch(
      /^vip {2}about \d {2}2026-03-02T12:00:00.000Z {2}unused {2}VIP\n$/,
    );
    expect((await run("segments", "members", "vip")).out).toMatch(
      /^ada {2}ada@example.com {2}2026/,
    );
  });
});
