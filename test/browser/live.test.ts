import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { describeConsole } from "./support/console.ts";

describeConsole("what changes elsewhere is seen on an open page", (shown) => {
  let page: Page;
  const asked: string[] = [];
  const put = (id: string) =>
    shown.call("PUT", `/v1/contacts/${id}`, { email: `${id}@example.com`, attributes: {} });
  const seen = (id: string) => page.getByText(`${id}@example.com`).first().waitFor();

  beforeAll(async () => {
    await put("ada");
    page = await shown.open("/contacts");
    page.on("request", (request) => {
      const { pathname } = new URL(request.url());
      if (pathname.startsWith("/v1/changes")) asked.push(pathname);
    });
    await seen("ada");
  });

  test("a change by the API is told by the stream, and nothing is polled", async () => {
    await expect.poll(() => asked).toContain("/v1/changes/stream");
    await put("bea");
    await seen("bea");
    await put("cleo");
    await seen("cleo");
    expect(asked).not.toContain("/v1/changes");
  });

  test("a lost connection is told; back again, what was missed is shown and more is told", async () => {
    await page.context().setOffline(true);
    await page.getByText("The connection is lost.").waitFor();
    await put("dora");
    asked.length = 0;
    await page.context().setOffline(false);
    await seen("dora");
    await page.getByText("The connection is lost.").waitFor({ state: "detached" });
    await expect.poll(() => asked).toContain("/v1/changes/stream");
    await put("emma");
    await seen("emma");
  });

  test("where the stream is refused it is asked instead", async () => {
    await page.route("**/v1/changes/stream*", (route) => route.fulfill({ status: 429 }));
    await page.reload();
    await seen("emma");
    asked.length = 0;
    await page.getByRole("link", { name: "Segments" }).click();
    await page.getByRole("link", { name: "Contacts" }).click();
    await seen("emma");
    await expect.poll(() => asked).toContain("/v1/changes");
    await put("fay");
    // The page is quiet: it looks every 15 seconds, and at once when the tab is shown again.
    await page.evaluate("document.dispatchEvent(new Event('visibilitychange'))");
    await seen("fay");
    expect(shown.complaints).toEqual([]);
  });
});
