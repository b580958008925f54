import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { suppress } from "#shared/audience/consent/index.ts";
import { addressHash } from "#shared/audience/profiles/index.ts";
import { DAY_MS } from "#shared/kernel/time.ts";
import { addDailyCounts } from "#shared/messaging/figures/index.ts";
import { tempFolder } from "#test/support/temp-folder.ts";
import { withApi } from "./with-api.ts";

afterEach(() => vi.unstubAllEnvs());

test("contacts are listed and found, a line each", async () => {
  await withApi(async (run) => {
    const at = "2026-03-02T12:00:00.000Z";
    expect((await run("contacts", "list", "ad")).out).toBe(
      `ada  ada@example.com  ${at}  subscribed\n`,
    );
    expect((await run("contacts", "list", "--subscribed", "false")).out).toBe(
      `bob  bob@example.com  ${at}  unsubscribed\n`,
    );
    expect(JSON.parse((await run("contacts", "list", "--json", "--limit", "1")).out)).toHaveLength(
      1,
    );
    expect((await run("contacts", "list", "--subscribed", "x")).code).toBe(2);
    expect((await run("contacts", "list", "--limit", "0")).code).toBe(2);
  });
});

test("a file of contacts is put in batches, and says which rows were refused", async () => {
  await withApi(async (run) => {
    const file = join(tempFolder(), "people.ndjson");
    const rows = Array.from({ length: 1_200 }, (_, n) => ({ id: `u${n}`, email: `u${n}@x.org` }));
    writeFileSync(file, rows.map((row) => `${JSON.stringify(row)}\n`).join(""));
    const put = await run("contacts", "put", file);
    expect([put.code, put.out]).toEqual([0, "1200 created, 0 changed.\n"]);
    expect(put.err).toBe("500 of 1200\n1000 of 1200\n1200 of 1200\n");
    expect((await run("contacts", "list", "u1199@")).out).toContain("u1199  u1199@x.org");
    const other = { id: "x", email: "u7@x.org" };
    writeFileSync(file, JSON.stringify([{ id: "u1", locale: "de" }, other]));
    const refused = await run("contacts", "put", file);
    expect([refused.code, refused.err]).toEqual([
      2,
      expect.stringContaining("Rows 1 to 2 were refused"),
    ]);
    expect(refused.err).toContain("/contacts/1/email");
    const skipped = await run("contacts", "put", file, "--on-conflict", "skip");
    expect([skipped.out, skipped.err]).toEqual([
      "0 created, 1 changed.\n",
      expect.stringContaining("row 2: "),
    ]);
    writeFileSync(file, '{"id":"a"}\n{');
    expect((await run("contacts", "put", file)).err).toContain("Line 2 of ");
  });
});

test("attributes are declared, listed and deleted", async () => {
  await withApi(async (run) => {
    const declare = await run("attributes", "declare", "seats", "--type", "number", "--sensitive");
    expect(declare.out).toContain("seats have the type number");
    await run("attributes", "declare", "plan/x", "--type", "text", "--label", "Plan");
    expect((await run("attributes", "list")).out).toBe(
      "plan/x  text  shown  Plan\nseats  number  sensitive  \n",
    );
    expect((await run("attributes", "delete", "plan/x")).code).toBe(0);
    expect(JSON.parse((await run("attributes", "list", "--json")).out)).toHaveLength(1);
    const wrong = await run("attributes", "declare", "seats", "--type", "colour");
    expect([wrong.code, wrong.err]).toEqual([2, expect.stringContaining("colour")]);
    expect((await run("attributes", "delete", "plan/x")).code).toBe(1);
  });
});

test("messages are listed by the filters of the API", async () => {
  await withApi(async (run) => {
    expect(await run("messages", "list", "--state", "held")).toEqual({ code: 0, out: "", err: "" });
    const wrong = await run("messages", "list", "--state", "lost");
    expect([wrong.code, wrong.err]).toEqual([2, expect.stringContaining("/state")]);
    expect(JSON.parse((await run("messages", "list", "--json")).out)).toEqual([]);
  });
});

test("what happened to mails is told by day", async () => {
  await withApi(async (run, { world }) => {
    expect((await run("stats")).out).toBe("Nothing happened to mails on these days.\n");
    const at = world.clock.now();
    await addDailyCounts(world, [
      { count: "sent", at: at - DAY_MS },
      { count: "sent", at },
      { count: "opened", at },
    ]);
    expect((await run("stats")).out).toBe("2026-03-01  1 sent\n2026-03-02  1 sent, 1 opened\n");
    const last = await run("stats", "--from", "2026-03-02", "--json");
    expect(JSON.parse(last.out)).toMatchObject([{ day: "2026-03-02", sent: 1, clicked: 0 }]);
    const wrong = await run("stats", "--from", "yesterday");
    expect([wrong.code, wrong.err]).toEqual([2, expect.stringContaining("--from <day>")]);
    const early = await run("stats", "--from", "2026-03-03");
    expect([early.code, early.err]).toEqual([2, expect.stringContaining("/from")]);
    expect((await run("stats", "--sequence", "none")).code).toBe(1);
  });
});

test("a message is shown with what happened to it, and what it says", async () => {
  await withApi(async (run, { call }) => {
    const mail = { to: "ada@example.com", templateId: "receipt" };
    const { id } = await call("POST", "/v1/messages", mail);
    const at = "2026-03-02T12:00:00.000Z";
    expect((await run("messages", "show", id)).out).toBe(
      `held  tried again ${at}\nto ada@example.com (ada), template receipt, by api\n${at}  decided\n`,
    );
    expect(JSON.parse((await run("messages", "show", id, "--json")).out).state).toBe("held");
    const { out, err } = await run("messages", "content", id);
    expect([out, err]).toEqual([
      expect.stringMatching(/^Your order\n\nThanks/),
      expect.stringContaining("Rendered"),
    ]);
    expect((await run("messages", "content", id, "--html")).out).toContain("<p>Thanks</p>");
    expect((await run("messages", "content", id, "--html", "--json")).code).toBe(2);
    expect((await run("messages", "show", "x")).err).toContain("there is no message with this id");
  });
});

test("a template's source goes to a file and back, and its versions are listed", async () => {
  const folder = tempFolder();
  const file = `${folder}/receipt.json`;
  await withApi(async (run) => {
    const { out } = await run("templates", "show", "receipt");
    expect(JSON.parse(out)).toMatchObject({ subject: "Your order", html: "<p>Thanks</p>" });
    writeFileSync(file, JSON.stringify({ ...JSON.parse(out), subject: "Hi {{ data.name }}" }));
    expect(await run("templates", "put", "receipt", file)).toEqual({
      ...{ code: 0, out: "" },
      err: `Saved ${file} as version 2 of receipt.\n`,
    });
    expect((await run("templates", "versions", "receipt")).out).toMatch(
      /^v2 {2}2026-03-02T12:00:00.000Z {2}Hi {{ data.name }}\nv1 {2}2026\S+ {2}Your order\n$/,
    );
    expect((await run("templates", "show", "receipt", "--version", "1")).out).toBe(out);
    writeFileSync(`${folder}/wrong.json`, JSON.stringify({ subject: "Hi" }));
    const wrong = await run("templates", "put", "receipt", `${folder}/wrong.json`);
    expect([wrong.code, wrong.err]).toEqual([2, expect.stringContaining("mjml or html")]);

    const data = `${folder}/data.json`;
    writeFileSync(data, JSON.stringify({ data: { name: "Ada" } }));
    const shown = await run("templates", "preview", "receipt", "--data", data);
    expect([shown.out.split("\n")[0], shown.err]).toEqual(["Hi Ada", ""]);
    expect((await run("templates", "preview", "receipt")).err).toBe("no value: data.name\n");
    const to = ["ann@example.com", "--contact", "ada", "--data", data];
    const tested = await run("templates", "test", "receipt", ...to, "--json");
    expect(JSON.parse(tested.out).items).toMatchObject([{ to: "ann@example.com" }]);
  });
});

test("suppressed addresses are listed, and lifted", async () => {
  await withApi(async (run, { world }) => {
    for (const name of ["ada", "gone"]) {
      const hash = await addressHash(world, `${name}@example.com`);
      const at = world.clock.now() + (name === "ada" ? 0 : 1);
      await suppress(world, hash, { reason: "manual", at }, "operator");
    }
    expect((await run("suppressions", "list")).out).toBe(
      "2026-03-02T12:00:00.001Z  manual  (no contact has it)\n" +
        "2026-03-02T12:00:00.000Z  manual  ada@example.com\n",
    );
    expect((await run("suppressions", "list", "--reason", "complaint")).out).toBe("");
    expect((await run("suppressions", "list", "--reason", "mood")).code).toBe(2);
    expect((await run("suppressions", "lift", "ada@example.com")).out).toContain("again");
    expect(JSON.parse((await run("suppressions", "list", "--json")).out)).toHaveLength(1);
    expect((await run("suppressions", "lift", "ada@example.com")).code).toBe(1);
  });
});

test("templates are listed, shown, tested, copied and deleted", async () => {
  await withApi(async (run) => {
    const copied = await run("templates", "duplicate", "receipt", "copy");
    expect(copied).toEqual({ code: 0, out: "", err: "The template copy is a copy of receipt.\n" });
    expect((await run("templates", "list", "co")).out).toMatch(
      /^copy {2}v1 {2}2026.* {2}unused {2}Your order\n$/,
    );
    const shown = await run("templates", "preview", "receipt", "--contact", "ada");
    expect(shown.out).toMatch(/^Your order\n\nThanks/);
    expect((await run("templates", "preview", "receipt", "--html")).out).toContain("<p>Thanks</p>");
    const tested = await run("templates", "test", "copy", "ann@example.com", "--contact", "ada");
    expect(tested.out).toMatch(/^ann@example.com {2}c_\w+_/);
    expect((await run("templates", "delete", "copy")).err).toBe("The template copy is deleted.\n");
    expect((await run("templates", "list", "co")).out).toBe("");
  });
});
