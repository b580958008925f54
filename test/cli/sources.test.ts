import { afterEach, expect, test, vi } from "vitest";
import { addKey } from "#shared/platform/access/index.ts";
import type { TestSecrets } from "#test/support/secrets.ts";
import { served } from "./http.ts";
import { makeDesk } from "./io.ts";

afterEach(() => vi.unstubAllEnvs());

test("a source is made, listed, rotated and ended from the command line", async () => {
  const io = makeDesk();
  await addKey(io.world, "drip_mine", { name: "mine", scopes: ["admin"], createdAt: 0 });
  vi.stubEnv("DRIPSTACK_KEY", "drip_mine");
  await served(io, async (url) => {
    vi.stubEnv("DRIPSTACK_URL", url);
    const sources = async (...args: string[]) => {
      const { code, out, err } = await io.dripstack("sources", ...args);
      if (code !== 0) throw new Error(err);
      return { out, err };
    };
    const made = await sources("create", "shop");
    expect(made.err).toBe("The address of the source shop, then its secret:\n");
    expect(made.out).toMatch(/^https:\/\/mail\.example\.com\/hooks\/shop\nwhsec_\S{44}\n$/);
    const [line] = (await sources("list")).out.split("\n");
    const [, old] = /^shop {2}(s_[\w-]{12}) 2026-03-02T12:00:00.000Z$/.exec(line!) ?? [];
    const rotated = await sources("rotate", "shop");
    expect(rotated.out).not.toBe(made.out);
    expect(rotated.err).toContain(`npx dripstack sources revoke shop ${old}`);
    await sources("revoke", "shop", old!);
    const [only] = JSON.parse((await sources("list", "--json")).out);
    expect(only.secrets).toHaveLength(1);
    expect(only.secrets[0].id).not.toBe(old);
    (io.world.secrets as TestSecrets).rotate("sources");
    await sources("rotate", "shop");
    const full = /at most 2 secrets.*`npx dripstack sources revoke shop s_[\w-]{12}` the older/;
    await expect(sources("rotate", "shop")).rejects.toThrow(full);
    await sources("delete", "shop");
    const none = "There are no sources: `npx dripstack sources create` makes one.\n";
    expect(await sources("list")).toEqual({ out: "", err: none });
    await expect(sources("rotate", "shop")).rejects.toThrow(
      "there is no source with this name: GET /v1/sources lists all",
    );
  });
});

test("a rotation says when the secret before is refused already, for its key was revoked", async () => {
  const io = makeDesk();
  await addKey(io.world, "drip_mine", { name: "mine", scopes: ["admin"], createdAt: 0 });
  const keys = io.world.secrets as TestSecrets;
  await served(io, async (url) => {
    const run = (command: string) =>
      io.dripstack("sources", command, "shop", "--url", url, "--key", "drip_mine");
    await run("create");
    const [leaked] = keys.keysOf("sources");
    keys.rotate("sources");
    keys.revoke("sources", leaked!.id);
    const { code, err } = await run("rotate");
    expect([code, err]).toEqual([0, expect.stringContaining("No previous secret is valid")]);
  });
});
