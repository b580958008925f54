import { afterEach, expect, test, vi } from "vitest";
import type { World } from "#functions/runtime/world.ts";
import { DAY_MS } from "#shared/kernel/time.ts";
import { addDailyCounts } from "#shared/messaging/figures/index.ts";
import { addKey } from "#shared/platform/access/index.ts";
import { setUpSending } from "#test/support/api.ts";
import { served } from "./http.ts";
import { makeDesk } from "./io.ts";

afterEach(() => vi.unstubAllEnvs());

/** A command line before an API with a template and two contacts. */
async function withContacts(use: (run: Run, world: World) => Promise<void>) {
  const io = makeDesk();
  await addKey(io.world, "drip_mine", { name: "mine", scopes: ["admin"], createdAt: 0 });
  vi.stubEnv("DRIPSTACK_KEY", "drip_mine");
  await served(io, async (url) => {
    vi.stubEnv("DRIPSTACK_URL", url);
    const call = async (method: string, path: string, body?: object) => {
      const headers = { authorization: "Bearer drip_mine", "content-type": "application/json" };
      await fetch(url + path, { method, headers, body: JSON.stringify(body ?? {}) });
    };
    // biome-ignore lint/suspicious/noExplicitAny: only its calls are used
    await setUpSending({ call } as any);
    await call("PUT", "/v1/contacts/ada", { email: "ada@example.com" });
    await call("PUT", "/v1/contacts/bob", { email: "bob@example.com", subscribed: false });
    await call("POST", "/v1/messages", { to: "ada@example.com", templateId: "receipt" });
    await use(async (...args) => {
      const { code, out, err } = await io.dripstack(...args);
      return { code, out, err };
    }, io.world);
  });
}
type Run = (...args: string[]) => Promise<{ code: number; out: string; err: string }>;

test("contacts are listed and found, a line each", async () => {
  await withContacts(async (run) => {
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

test("messages are listed by the filters of the API", async () => {
  await withContacts(async (run) => {
    expect(await run("messages", "list", "--state", "held")).toEqual({ code: 0, out: "", err: "" });
    const wrong = await run("messages", "list", "--state", "lost");
    expect([wrong.code, wrong.err]).toEqual([2, expect.stringContaining("/state")]);
    expect(JSON.parse((await run("messages", "list", "--json")).out)).toEqual([]);
  });
});

test("what happened to mails is told by day", async () => {
  await withContacts(async (run, world) => {
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
    expect([wrong.code, wrong.err]).toEqual([2, expect.stringContaining("/from")]);
    expect((await run("stats", "--sequence", "none")).code).toBe(1);
  });
});

test("templates are listed, shown, tested, copied and deleted", async () => {
  await withContacts(async (run) => {
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
