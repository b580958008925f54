import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { violations } from "./support/axe.ts";
import { describeConsole } from "./support/console.ts";

describeConsole("backtest and results in the console", (shown) => {
  let page: Page;

  beforeAll(async () => {
    const events = ["a", "b", "c"].map((id) => ({ email: `${id}@example.com`, name: "signed_up" }));
    await shown.call("POST", "/v1/events", { events });
    const { draft } = await shown.call("GET", "/v1/sequences/welcome");
    draft.goal = { event: "ordered", within: "P7D" };
    draft.holdout = 10;
    await shown.call("PUT", "/v1/sequences/welcome", draft);
    await shown.call("POST", "/v1/sequences/welcome/publish", {});
    const { goal: _, ...plain } = draft;
    await shown.call("PUT", "/v1/sequences/plain", { ...plain, holdout: 0, name: "Plain" });
    await shown.call("POST", "/v1/sequences/plain/publish", {});
    page = await shown.open("/sequences/welcome?view=backtest");
  });

  test("by keyboard alone: the draft over the past, and its lines to take along", async () => {
    const start = page.getByRole("button", { name: "Start" });
    await start.focus();
    await page.keyboard.press("Enter");
    await page
      .getByText(/\d+ mails to \d+ contacts/)
      .first()
      .waitFor();
    await page.getByText("for SES", { exact: false }).waitFor();
    expect(await violations(page)).toEqual([]);
    const saved = page.waitForEvent("download");
    await page.getByRole("button", { name: "Lines as CSV" }).click();
    expect((await saved).suggestedFilename()).toMatch(/\.csv$/);
  });

  test("a period that is not kept is refused in words", async () => {
    await page.getByLabel("From").fill("2001-01-01");
    await page.getByRole("button", { name: "Start" }).click();
    await page.getByText("choose a later start", { exact: false }).waitFor();
  });

  test("results without a goal lead to its form, by keyboard alone", async () => {
    const other = await shown.open("/sequences/plain?view=results");
    const link = other.getByRole("link", { name: "Set a goal" });
    await link.waitFor();
    expect(await violations(other)).toEqual([]);
    await link.press("Enter");
    const adder = other.getByRole("button", { name: "Add: Goal" });
    await adder.waitFor();
    const isReached = () => adder.evaluate((one) => one === one.ownerDocument.activeElement);
    await expect.poll(isReached).toBe(true);
    await other.keyboard.press("Enter");
    await other.getByRole("group", { name: "Goal" }).waitFor();
    await other.getByRole("tab", { name: "Results" }).click();
    await other.getByText("The draft has one").waitFor();
    await other.getByRole("link", { name: "See the goal" }).waitFor();
    await other.context().close();
  });

  test("results: the goal with who went through, and counts by step", async () => {
    await page.getByRole("tab", { name: "Results" }).click();
    await page.getByText("“ordered” within 7 days after the entry").waitFor();
    const table = page.getByRole("table", { name: "By step, last 30 days" });
    await table.getByRole("row", { name: /hello/ }).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.setViewportSize({ width: 375, height: 800 });
    expect(await page.evaluate<number>("document.documentElement.scrollWidth")).toBeLessThanOrEqual(
      375,
    );
    expect(shown.complaints).toEqual([]);
  });
});
