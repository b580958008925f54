import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { violations } from "./support/axe.ts";
import { describeConsole } from "./support/console.ts";

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
