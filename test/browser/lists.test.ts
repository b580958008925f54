import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { violations } from "./support/axe.ts";
import { describeConsole } from "./support/console.ts";

describeConsole("a list with more rows than the window holds", (shown) => {
  test.each([
    ["a desktop", { width: 1360, height: 860 }],
    ["a phone", { width: 375, height: 812 }],
  ])("scrolls, and its page does not, on %s", async (_, viewport) => {
    const events = Array.from({ length: 40 }, (_, at) => ({
      email: `c${at}@example.com`,
      name: "signed_up",
    }));
    await shown.call("POST", "/v1/events", { events });
    const page = await shown.open("/contacts", { viewport });
    for (const path of ["/contacts", "/messages", "/mailbox"]) {
      await page.goto(shown.url + path);
      const rows = page.locator("tr[data-index]");
      await expect.poll(() => rows.count(), { timeout: 30_000 }).toBeGreaterThan(10);
      const excess = () =>
        page.evaluate<number>(
          "document.documentElement.scrollHeight - document.documentElement.clientHeight",
        );
      await expect.poll(excess).toBeLessThanOrEqual(0);
      const box = await page.getByRole("table").locator("..").boundingBox();
      expect(box!.y + box!.height).toBeLessThanOrEqual(viewport.height);
    }
    await page.context().close();
  });
});

describeConsole("a filter that fits few", (shown) => {
  let page: Page;
  let asked = 0;
  /** Pages that are empty, until the wanted one. */
  let last = Number.POSITIVE_INFINITY;
  beforeAll(async () => {
    page = await shown.open("/operations");
    await page.route(/\/v1\/messages\?/, async (route) => {
      asked += 1;
      await route.fulfill({ json: { items: [], cursor: asked < last ? `c${asked}` : null } });
    });
    await page.goto(`${shown.url}/messages?state=refused`);
  });

  test("stops after a few empty pages, says so, and goes on when asked", async () => {
    await page.getByText("Nothing found so far").waitFor();
    expect(asked).toBe(5);
    expect(await violations(page)).toEqual([]);
    await page.getByRole("button", { name: "Search on" }).press("Enter");
    await expect.poll(() => asked).toBe(10);
    await page.getByRole("button", { name: "Search on" }).waitFor();
  });

  test("says that nothing matches only at the end", async () => {
    last = 12;
    await page.getByRole("button", { name: "Search on" }).click();
    await page.getByText("Nothing found so far").waitFor({ state: "detached" });
    await expect.poll(() => asked).toBe(12);
    expect(shown.complaints).toEqual([]);
  });
});
