import { afterEach, expect, test, vi } from "vitest";
import { addKey, type Scope } from "#shared/platform/access/index.ts";
import { openPage } from "../../cli/open-page.ts";
import { served } from "./http.ts";
import { makeDesk } from "./io.ts";

afterEach(() => vi.unstubAllEnvs());

async function deskWithKey(place: "aws" | "standalone", scope: Scope = "admin") {
  const io = makeDesk();
  io.world.runtime.place = place;
  if (place === "aws") io.world.runtime.consoleUrl = "https://d1.cloudfront.net";
  await addKey(io.world, "drip_mine", { name: "mine", scopes: [scope], createdAt: 0 });
  vi.stubEnv("DRIPSTACK_KEY", "drip_mine");
  return io;
}

async function redeem(url: string, link: string) {
  const [, code] = link.trim().split("#signin=");
  const headers = { "content-type": "application/json" };
  const body = JSON.stringify({ code });
  const answer = await fetch(`${url}/v1/sessions`, { method: "POST", headers, body });
  return { status: answer.status, body: (await answer.json()) as { scopes?: string[] } };
}

test.each(["aws", "standalone"] as const)(
  "on %s `console` prints a link to the console's address, whose code signs in once",
  async (place) => {
    const io = await deskWithKey(place);
    await served(io, async (url) => {
      const address = place === "aws" ? "https://d1.cloudfront.net" : url;
      const { code, out, err } = await io.dripstack("console", "--url", `${url}/`);
      expect([code, out, err]).toEqual([
        0,
        expect.stringMatching(`^${address}/#signin=[\\w-]{43}\n$`),
        "",
      ]);
      expect(await redeem(url, out)).toMatchObject({ status: 201, body: { name: "mine" } });
      expect((await redeem(url, out)).status).toBe(401);
      const json = JSON.parse((await io.dripstack("console", "--url", url, "--json")).out);
      expect(json).toEqual({
        url: expect.stringMatching(`^${address}/#signin=`),
        expiresAt: expect.any(String),
      });
    });
  },
);

test("a key that may only read makes links for itself", async () => {
  const io = await deskWithKey("aws", "read");
  await served(io, async (url) => {
    const { out } = await io.dripstack("console", "--url", url);
    expect((await redeem(url, out)).body.scopes).toEqual(["read"]);
  });
});

test("the link is opened on request, and printed only where no browser is", async () => {
  const io = await deskWithKey("standalone");
  await served(io, async (url) => {
    const opened = await io.dripstack("console", "--url", url, "--open");
    expect(opened).toEqual({ code: 0, out: "", err: `Opened ${url} in your browser.\n` });
    expect((await redeem(url, io.browser.pages[0]!)).status).toBe(201);
    io.browser.opens = false;
    const { code, out, err } = await io.dripstack("console", "--url", url, "--open");
    expect([code, out]).toEqual([0, `${io.browser.pages[1]}\n`]);
    expect(err).toContain("No browser");
  });
});

test.each([
  ["/bin/true", true],
  ["/bin/false", false],
  ["/no/such/opener", false],
])("the opener %s opens a page: %s", async (opener, isOpen) => {
  expect(await openPage("https://example.com", opener)).toBe(isOpen);
});

test("an installation without a console says so, and makes no code", async () => {
  const io = await deskWithKey("aws");
  delete io.world.runtime.consoleUrl;
  await served(io, async (url) => {
    const { code, out, err } = await io.dripstack("console", "--url", url);
    expect([code, out, err]).toEqual([2, "", expect.stringContaining("without a console")]);
  });
});
