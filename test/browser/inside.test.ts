import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { violations } from "./support/axe.ts";
import { describeConsole } from "./support/console.ts";

describeConsole("who is inside a sequence", (shown) => {
  let page: Page;
  const list = (name: string) => page.getByRole("dialog", { name });
  const inside = async () => (await shown.call("GET", "/v1/sequences/welcome")).counts;

  beforeAll(async () => {
    const events = ["a", "b", "c"].map((id) => ({ email: `${id}@example.com`, name: "signed_up" }));
    await shown.call("POST", "/v1/events", { events });
    page = await shown.open("/sequences");
  });

  test("by mouse: from the list of sequences to a contact", async () => {
    await expect.poll(inside, { timeout: 15_000 }).toEqual({ day: 3 });
    await page.reload();
    await page.getByRole("link", { name: "3", exact: true }).click();
    await list("Contacts inside").getByRole("link", { name: "a@example.com" }).waitFor();
    expect(await list("Contacts inside").getByRole("listitem").count()).toBe(3);
    expect(await violations(page)).toEqual([]);
    await list("Contacts inside").getByRole("link", { name: "b@example.com" }).click();
    await page.getByRole("heading", { name: "b@example.com" }).first().waitFor();
  });

  test("by keyboard alone: from a step and from the header, and back", async () => {
    await page.goto(`${shown.url}/sequences/welcome`);
    await page.locator('[data-node="enter:"]').focus();
    await page.keyboard.press("ArrowDown");
    await page.locator('[data-node="hello"]:focus').waitFor();
    await page.keyboard.press("ArrowDown");
    await page.locator('[data-node="day"]:focus').waitFor();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    const row = list("Contacts at day").getByRole("listitem").first();
    await row.getByText("Goes on").waitFor();
    expect(await row.getByRole("time").count()).toBe(2);
    await page.keyboard.press("Escape");
    await list("Contacts at day").waitFor({ state: "detached" });
    const header = page.getByRole("link", { name: "3 inside" });
    await header.focus();
    await page.keyboard.press("Enter");
    await list("Contacts inside").getByText("c@example.com").waitFor();
    await list("Contacts inside").getByRole("button", { name: "Close" }).click();
  });

  test("a step at which no contact is lists none, and a phone lists them from its outline", async () => {
    await page.goto(`${shown.url}/sequences/welcome?inside=nudge`);
    await list("Contacts at nudge").getByText("No contact is here any more.").waitFor();
    await page.keyboard.press("Escape");
    await page.setViewportSize({ width: 375, height: 800 });
    await page.getByRole("button", { name: "day: 3 here" }).click();
    await list("Contacts at day").getByText("a@example.com").waitFor();
    expect(await violations(page)).toEqual([]);
    expect(await page.evaluate<number>("document.documentElement.scrollWidth")).toBeLessThanOrEqual(
      375,
    );
    expect(shown.complaints).toEqual([]);
  });
});
