import { afterEach, expect, test, vi } from "vitest";
import { noSignInCodes } from "#shared/adapters/aws/no-sign-in-codes.ts";
import { addKey, hashKey } from "#shared/platform/access/index.ts";
import { served } from "./http.ts";
import { makeDesk } from "./io.ts";

afterEach(() => vi.unstubAllEnvs());

async function deskWithKey() {
  const io = makeDesk();
  await addKey(io.world, "drip_mine", { name: "mine", scopes: ["admin"], createdAt: 0 });
  vi.stubEnv("DRIPSTACK_KEY", "drip_mine");
  return io;
}

test("`console` prints a link whose code signs in once", async () => {
  const io = await deskWithKey();
  io.world.runtime.place = "standalone";
  await served(io, async (url) => {
    const { code, out } = await io.dripstack("console", "--url", `${url}/`);
    expect([code, out]).toEqual([0, expect.stringMatching(`^${url}/#signin=[\\w-]{43}\n$`)]);
    const oneTime = out.trim().split("#signin=")[1]!;
    expect(io.world.signInCodes.redeem(oneTime)).toBe(hashKey("drip_mine"));
    expect(io.world.signInCodes.redeem(oneTime)).toBeUndefined();
    const json = JSON.parse((await io.dripstack("console", "--url", url, "--json")).out);
    expect(json).toEqual({
      url: expect.stringContaining("#signin="),
      expiresAt: expect.any(String),
    });
  });
});

test("on AWS `console` prints its address, where one signs in with a key", async () => {
  const io = await deskWithKey();
  io.world.signInCodes = noSignInCodes;
  io.world.runtime.consoleUrl = "https://d1.cloudfront.net";
  await served(io, async (url) => {
    const { code, out, err } = await io.dripstack("console", "--url", url);
    expect([code, out]).toEqual([0, "https://d1.cloudfront.net\n"]);
    expect(err).toContain("with an API key");
    const json = JSON.parse((await io.dripstack("console", "--url", url, "--json")).out);
    expect(json).toEqual({ url: "https://d1.cloudfront.net", expiresAt: null });
  });
});

test("an installation without a console says so", async () => {
  const io = await deskWithKey();
  await served(io, async (url) => {
    const { code, out, err } = await io.dripstack("console", "--url", url);
    expect([code, out, err]).toEqual([2, "", expect.stringContaining("without a console")]);
  });
});
